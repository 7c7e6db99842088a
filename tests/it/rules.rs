//! The rules of meaning, each through the whole pipeline on rows small enough to count by hand.
