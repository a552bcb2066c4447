function __quod_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __quod_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __quod_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __quod_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __quod_parse_tokens -S
    set -l unparsed_tokens (__quod_tokens -pc)
    switch $unparsed_tokens[1]
    case 'quod'
        __quod_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'build'
            __quod_parse_subcommand -r 1 'index=' 'memory=' 'allow-empty' 'fields=+' 'names' 'reorder' 'no-phrases' 'v/verbose' 'version' 'h/help'
        case 'serve'
            __quod_parse_subcommand 0 'index=+' 'socket=' 'threads=' 'log-level=' 'version' 'h/help'
        case 'check'
            __quod_parse_subcommand 0 'index=' 'json' 'version' 'h/help'
        case 'compact'
            __quod_parse_subcommand 0 'index=' 'reorder' 'memory=' 'version' 'h/help'
        case 'backup'
            __quod_parse_subcommand 1 'index=' 'version' 'h/help'
        case 'stats'
            __quod_parse_subcommand 0 'index=' 'version' 'h/help'
        case 'game-build'
            __quod_parse_subcommand 0 'index=' 'reorder' 'no-phrases' 'version' 'h/help'
        case 'game'
            __quod_parse_subcommand 0 'index=' 'version' 'h/help'
        case 'game-update'
            __quod_parse_subcommand 1 'index=' 'rounds=' 'singles=' 'version' 'h/help'
        case 'help'
            __quod_parse_subcommand -r 1 'version'
        end
    end
end

function __quod_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __quod_parse_subcommand -S -a positional_count
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

function __quod_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __quod_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__quod_tokens -p)
    if test -z "$(__quod_tokens -t)"
        set -l index (count (__quod_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'quod' -f
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'build' -d 'Build an index, in the place of the one that was there.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'serve' -d 'Answer queries over a Unix socket, and keep indexes up to date.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'check' -d 'Verify every checksum and every invariant of an index.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'compact' -d 'Merge all segments of an index into one, and give free space back.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'backup' -d 'Copy an index to another directory.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'stats' -d 'Print what an index holds, and its bytes by stream.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'game-build' -d 'Index the lines of the standard input for a benchmark.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'game' -d 'Answer benchmark queries from the standard input.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'game-update' -d 'Add the lines of a file to the index of a benchmark, round by round.'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" index' -l 'index' -d 'The directory of the index. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" memory' -l 'memory' -d 'Memory for postings, in megabytes (16 to 3072), before a run is written to disk.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" allow-empty' -l 'allow-empty' -d 'Replace an index that holds documents even if nothing was found to index.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build"' -l 'fields' -d 'Which members of JSON records make which fields, such as title=headline,text=body+summary.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" names' -l 'names' -d 'Index files without text, such as pictures, by their names.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" reorder' -l 'reorder' -d 'Number the documents so that those with the same words stand together: queries are answered faster, the build takes longer.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" no-phrases' -l 'no-phrases' -d 'Make no lists of phrases of common words: the index is smaller, and such phrases are found more slowly.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" v verbose' -l 'verbose' -s 'v' -d 'Name everything that is skipped, left out by rule or not.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod build" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod serve"' -l 'index' -d 'The directory of an index. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod serve" socket' -l 'socket' -d 'Where clients connect.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod serve" threads' -l 'threads' -d 'How many threads answer queries (default: one for each core).' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod serve" log-level' -l 'log-level' -d 'What is logged: trace, debug, info, notice, warning or error.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod serve" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod check" index' -l 'index' -d 'The directory of the index. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod check" json' -l 'json' -d 'Print the result as one line of JSON.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod check" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod compact" index' -l 'index' -d 'The directory of the index. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod compact" reorder' -l 'reorder' -d 'Number the documents so that those with the same words stand together, even if there is one segment already: queries are answered faster.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod compact" memory' -l 'memory' -d 'Memory for postings, in megabytes (16 to 3072), before a run is written to disk.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod compact" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod compact" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod backup" index' -l 'index' -d 'The directory of the index. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod backup" -eq 1' -fa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod backup" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod backup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod stats" index' -l 'index' -d 'The directory of the index. (default: $XDG_DATA_HOME/quo/index, or the user\'s)' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod stats" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod stats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-build" index' -l 'index' -d 'The directory of the index.' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-build" reorder' -l 'reorder' -d 'Number the lines so that those with the same words stand together.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-build" no-phrases' -l 'no-phrases' -d 'Make no lists of phrases of common words.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-build" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-build" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game" index' -l 'index' -d 'The directory of the index.' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-update" index' -l 'index' -d 'The directory of the index.' -rfa '(__quod_complete_directories)'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-update" rounds' -l 'rounds' -d 'How many rounds.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-update" singles' -l 'singles' -d 'How many single documents.' -rfka ''
complete -c 'quod' -n '__quod_should_offer_completions_for_positional "quod game-update" -eq 1' -F
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-update" version' -l 'version' -d 'Show the version.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod game-update" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'quod' -n '__quod_should_offer_completions_for_flags_or_options "quod help" version' -l 'version' -d 'Show the version.'
