//! The service as a black box, on SQLite and on PostgreSQL: it is started as it would be anywhere, asked what
//! a client could ask, and judged by its answers.
//!
//! This crate proves the wiring; what can be shown in the crate it belongs to is tested there. It must never
//! look inside the service: no type of `world` or `graphql` is named here.

pub mod postgres;
