//! From occurrences to the rows of a term sheet; sheets merge.
