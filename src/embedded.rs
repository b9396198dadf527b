//! What the binary carries with it.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
