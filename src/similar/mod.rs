//! How alike two names are, and an index that answers «which known name is this?».
