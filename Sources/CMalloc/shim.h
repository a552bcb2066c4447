// What <malloc.h> of glibc declares, which no module of Swift has; were it included here, its types would be this module's.
#define QUO_M_TRIM_THRESHOLD -1
#define QUO_M_MMAP_THRESHOLD -3
int mallopt(int parameter, int value);
int malloc_trim(__SIZE_TYPE__ pad);
