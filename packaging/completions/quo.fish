function __quo_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __quo_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __quo_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __quo_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __quo_parse_tokens -S
    set -l unparsed_tokens (__quo_tokens -pc)
    switch $unparsed_tokens[1]
    case 'quo'
        __quo_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'search'
            __quo_parse_subcommand -r 1 'any' 'field=' 'stem=' 'strict' 'timeout=' 'index=' 'socket=' 'n/limit=' 'offset=' 'C/context=' 'snippets=' 'matches=' 'collapse' 'l/files-with-matches' 'c/count' '0/null' 'q/quiet' 'format=' 'qid=' 'tag=' 'as-you-type' 'color=' 'hyperlink=' 'no-pager' 'version' 'h/help'
        case 'kwic'
            __quo_parse_subcommand -r 1 'any' 'field=' 'stem=' 'strict' 'timeout=' 'index=' 'socket=' 'sort=' 'n/limit=' 'C/context=' 'collapse' 'color=' 'hyperlink=' 'no-pager' 'version' 'h/help'
        case 'count'
            __quo_parse_subcommand -r 1 'any' 'field=' 'stem=' 'strict' 'timeout=' 'index=' 'socket=' 'format=' 'version' 'h/help'
        case 'show'
            __quo_parse_subcommand 1 'id=' 'doc=' 'index=' 'format=' 'color=' 'hyperlink=' 'no-pager' 'socket=' 'version' 'h/help'
        case 'reprints'
            __quo_parse_subcommand 1 'id=' 'doc=' 'index=' 'n/limit=' 'format=' 'color=' 'hyperlink=' 'no-pager' 'socket=' 'version' 'h/help'
        case 'index'
            __quo_parse_subcommand -r 1 'no-watch' 'names' 'reread' 'v/verbose' 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'remove'
            __quo_parse_subcommand -r 1 'id=+' 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'refresh'
            __quo_parse_subcommand -r 1 'v/verbose' 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'roots'
            __quo_parse_subcommand 0 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'compact'
            __quo_parse_subcommand 0 'reorder' 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'backup'
            __quo_parse_subcommand 1 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'check'
            __quo_parse_subcommand 0 'index=' 'format=' 'socket=' 'version' 'h/help'
        case 'status'
            __quo_parse_subcommand 0 'skipped' 'format=' 'socket=' 'version' 'h/help'
        case 'daemon'
            __quo_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'start'
                __quo_parse_subcommand 0 'index=+' 'socket=' 'version' 'h/help'
            case 'stop'
                __quo_parse_subcommand 0 'socket=' 'version' 'h/help'
            case 'restart'
                __quo_parse_subcommand 0 'index=+' 'socket=' 'version' 'h/help'
            case 'status'
                __quo_parse_subcommand 0 'socket=' 'version' 'h/help'
            end
        case 'help'
            __quo_parse_subcommand -r 1 'version'
        end
    end
end

function __quo_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __quo_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __quo_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __quo_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__quo_tokens -p)
    if test -z "$(__quo_tokens -t)"
        set -l index (count (__quo_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'quo' -f
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'search' -d 'Print the documents that match, best first.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'kwic' -d 'Print every match on a line of its own, with the text around it.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'count' -d 'Print the number of documents that match.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'show' -d 'Print the text of a document.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'reprints' -d 'Print the documents that are reprints of one.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'index' -d 'Take files and folders into the index, or again where they have changed.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'remove' -d 'Remove documents from the index. Files stay as they are.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'refresh' -d 'Look for changes in the folders that are followed, now.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'roots' -d 'Print the folders and files that the index follows.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'compact' -d 'Merge all segments of the index into one, and give free space back.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'backup' -d 'Copy the index as it is now into another directory.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'check' -d 'Verify every checksum and every invariant of the index.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'status' -d 'Print how the daemon and its indexes do.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'daemon' -d 'Start, stop and restart the daemon, or tell whether it runs.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" any' -l 'any' -d 'Find documents with any of the words instead of all of them.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" field' -l 'field' -d 'Look at one field only. (values: title)' -rfka 'title'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" stem' -l 'stem' -d 'Find all forms of a word, by the rules of a language such as english.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" strict' -l 'strict' -d 'Refuse a query that is not well-formed, instead of taking the rest as words.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" timeout' -l 'timeout' -d 'How long the daemon may search, in milliseconds. (default: 1000)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" index' -l 'index' -d 'The index to ask, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" limit n' -s 'n' -l 'limit' -d 'How many documents to print at most. (default: 10; 1000 for trec; all that can be, 10000, for jsonl, vimgrep and kwic and with -l and -c; 100 with --as-you-type)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" offset' -l 'offset' -d 'How many documents to pass over first. (default: 0)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" C context' -s 'C' -l 'context' -d 'How many characters of text to print on either side of a match (default: 60). For people, each match is printed with them then, instead of snippets.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" snippets' -l 'snippets' -d 'How many pieces of its text to print of each document. (default: 3)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" matches' -l 'matches' -d 'How many matches to print of each document. (default: 10; as many as can be in jsonl, vimgrep and kwic)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" collapse' -l 'collapse' -d 'Leave out documents whose text is a reprint of a better one\'s, and say of that how many reprints it has in the index.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" files-with-matches l' -s 'l' -l 'files-with-matches' -d 'Print the files that match, nothing else.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" c count' -l 'count' -s 'c' -d 'Print the files that match, with the number of their matches.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" 0 null' -s '0' -l 'null' -d 'End paths with NUL instead of a line feed or colon, with -l, -c and --format vimgrep.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" q quiet' -l 'quiet' -s 'q' -d 'Print nothing; the exit status says whether something was found.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" format' -l 'format' -d 'How to print: human; json, the daemon\'s answer; jsonl, events; vimgrep, path:line:column:text; kwic, matches aligned; trec, a run.' -rfka 'human json jsonl vimgrep kwic trec'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" qid' -l 'qid' -d 'The query\'s id, with --format trec. (default: 1)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" tag' -l 'tag' -d 'The run\'s name, with --format trec. (default: quo)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" as-you-type' -l 'as-you-type' -d 'For programs that search as somebody types: print nothing if the query is not finished, and end with 0 whatever is found.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" color' -l 'color' -d 'When to use colors.' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" hyperlink' -l 'hyperlink' -d 'When to make links of the names of files (OSC 8).' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" no-pager' -l 'no-pager' -d 'Leave long answers to the terminal, instead of a pager: $QUO_PAGER, $PAGER, or less.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo search" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" any' -l 'any' -d 'Find documents with any of the words instead of all of them.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" field' -l 'field' -d 'Look at one field only. (values: title)' -rfka 'title'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" stem' -l 'stem' -d 'Find all forms of a word, by the rules of a language such as english.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" strict' -l 'strict' -d 'Refuse a query that is not well-formed, instead of taking the rest as words.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" timeout' -l 'timeout' -d 'How long the daemon may search, in milliseconds. (default: 1000)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" index' -l 'index' -d 'The index to ask, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" sort' -l 'sort' -d 'The order of the lines: score, file, left or right.' -rfka 'score file left right'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" limit n' -s 'n' -l 'limit' -d 'How many matches to print at most. (default: 100)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" C context' -s 'C' -l 'context' -d 'How many characters of text to print on either side, where there is room. (default: 60)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" collapse' -l 'collapse' -d 'Leave out documents whose text is a reprint of a better one\'s.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" color' -l 'color' -d 'When to use colors.' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" hyperlink' -l 'hyperlink' -d 'When to make links of the names of files (OSC 8).' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" no-pager' -l 'no-pager' -d 'Leave long answers to the terminal, instead of a pager: $QUO_PAGER, $PAGER, or less.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo kwic" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" any' -l 'any' -d 'Find documents with any of the words instead of all of them.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" field' -l 'field' -d 'Look at one field only. (values: title)' -rfka 'title'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" stem' -l 'stem' -d 'Find all forms of a word, by the rules of a language such as english.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" strict' -l 'strict' -d 'Refuse a query that is not well-formed, instead of taking the rest as words.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" timeout' -l 'timeout' -d 'How long the daemon may search, in milliseconds. (default: 1000)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" index' -l 'index' -d 'The index to ask, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo count" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo show" -eq 1' -F
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" id' -l 'id' -d 'The id that its source gave the document.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" doc' -l 'doc' -d 'The document\'s number, `doc` in JSON.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" index' -l 'index' -d 'The index to ask, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" color' -l 'color' -d 'When to use colors.' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" hyperlink' -l 'hyperlink' -d 'When to make links of the names of files (OSC 8).' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" no-pager' -l 'no-pager' -d 'Leave long answers to the terminal, instead of a pager: $QUO_PAGER, $PAGER, or less.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo reprints" -eq 1' -F
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" id' -l 'id' -d 'The id that its source gave the document.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" doc' -l 'doc' -d 'The document\'s number, `doc` in JSON.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" index' -l 'index' -d 'The index to ask, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" limit n' -s 'n' -l 'limit' -d 'How many documents to print at most. (default: 20)' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" color' -l 'color' -d 'When to use colors.' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" hyperlink' -l 'hyperlink' -d 'When to make links of the names of files (OSC 8).' -rfka 'auto always never'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" no-pager' -l 'no-pager' -d 'Leave long answers to the terminal, instead of a pager: $QUO_PAGER, $PAGER, or less.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo reprints" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo index" -ge 1' -F
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" no-watch' -l 'no-watch' -d 'Do not follow the folders.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" names' -l 'names' -d 'Index files without text, such as pictures, by their names.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" reread' -l 'reread' -d 'Read all files again, also those that seem unchanged.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" v verbose' -l 'verbose' -s 'v' -d 'Name all files that are skipped.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo index" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo remove" -ge 1' -F
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo remove"' -l 'id' -d 'The id of a document; again for each further one.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo remove" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo remove" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo remove" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo remove" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo refresh" -ge 1' -F
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo refresh" v verbose' -l 'verbose' -s 'v' -d 'Name the files that are skipped.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo refresh" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo refresh" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo refresh" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo refresh" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo refresh" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo roots" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo roots" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo roots" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo roots" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo roots" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo compact" reorder' -l 'reorder' -d 'Number the documents so that those with the same words stand together: queries are answered faster.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo compact" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo compact" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo compact" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo compact" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo compact" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo backup" -eq 1' -fa '(__quo_complete_directories)'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo backup" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo backup" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo backup" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo backup" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo backup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo check" index' -l 'index' -d 'The index that is meant, where the daemon serves several.' -rfka ''
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo check" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo check" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo check" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo status" skipped' -l 'skipped' -d 'List what the builds of the indexes could not take in, and why.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo status" format' -l 'format' -d 'How to print the answer; json prints an error of the daemon\'s too, and nothing if no daemon answers.' -rfka 'human json'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo status" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo status" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo daemon" -eq 1' -fa 'start' -d 'Start the daemon, if none runs.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo daemon" -eq 1' -fa 'stop' -d 'Stop the daemon, if one runs.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo daemon" -eq 1' -fa 'restart' -d 'Stop the daemon, if one runs, and start it again.'
complete -c 'quo' -n '__quo_should_offer_completions_for_positional "quo daemon" -eq 1' -fa 'status' -d 'Print on one line whether the daemon runs, and what it serves.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon start"' -l 'index' -d 'The directory of an index; again for each further one, with its name. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quo_complete_directories)'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon start" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon start" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon start" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon stop" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon stop" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon stop" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon restart"' -l 'index' -d 'The directory of an index; again for each further one, with its name. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quo_complete_directories)'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon restart" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon restart" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon restart" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon status" socket' -l 'socket' -d 'The daemon\'s socket. (default: $QUO_SOCK, or the user\'s)' -rF
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon status" version' -l 'version' -d 'Show the version.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo daemon status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quo' -n '__quo_should_offer_completions_for_flags_or_options "quo help" version' -l 'version' -d 'Show the version.'
