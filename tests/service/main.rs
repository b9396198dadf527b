//! The service as a black box, on SQLite and on PostgreSQL.

mod broken_files;
mod command_line;
mod editions;
mod executors;
mod graph;
mod published_data;
mod schema;
mod starter;
