//! Memory for answers is bounded, whoever asks for how much and reads how slowly.

use async_graphql::Request;
use quipu_graphql::{Graph, Outcome};
use quipu_tests::on_both;
use quipu_world::Worlds;
use serde_json::Value;

const PAGE: &str = "{ actors(first: 100000) { nodes { id name targets { id kind } country { name } } } }";

on_both!(an_answer_finds_room_or_says_that_there_is_none, |app| {
    app.load_starter().await;
    let worlds = Worlds::open(app.database.db.clone()).await.expect("a snapshot");
    let answer =
        async |graph: &Graph, query: &str| graph.answer(graph.worlds().current(), Request::new(query)).await;
    let plenty = Graph::new(worlds.clone());
    let whole = answer(&plenty, PAGE).await;
    let bytes: usize = whole.body.iter().map(|piece| piece.len()).sum();
    assert_eq!(whole.outcome, Outcome::Whole);
    let taken = plenty.answer_bytes();
    assert!(taken >= bytes as u64, "what is held takes room");
    drop(whole);
    assert_eq!(plenty.answer_bytes(), 0, "and gives it back");

    // Room for two such pages, of which one may take half.
    let graph = Graph::with_room(worlds.clone(), taken * 5 / 2);
    let held = answer(&graph, PAGE).await;
    assert_eq!(held.outcome, Outcome::Whole);
    let other = answer(&graph, PAGE).await;
    let third = answer(&graph, PAGE).await;
    assert_eq!(third.outcome, Outcome::Overloaded, "{} bytes are held", graph.answer_bytes());
    let said: Value = serde_json::from_slice(&third.body.concat()).expect("JSON");
    assert_eq!(said["errors"][0]["extensions"]["code"], "OVERLOADED", "{said}");
    drop((held, other));
    assert_eq!(answer(&graph, PAGE).await.outcome, Outcome::Whole, "there is room again");

    // Raw rows are read by the other executor, which takes more.
    let raw = PAGE.replace("kind", "kind provenance { record { raw } }");
    let some = raw.replace("100000", "500");
    assert_eq!(answer(&plenty, &some).await.outcome, Outcome::Whole);
    assert_eq!(plenty.answer_bytes(), 0);
    assert_eq!(answer(&graph, &raw).await.outcome, Outcome::Refused);
    assert_eq!(graph.answer_bytes(), 0);

    let narrow = Graph::with_room(worlds, taken);
    let refused = answer(&narrow, PAGE).await;
    let said: Value = serde_json::from_slice(&refused.body.concat()).expect("JSON");
    assert_eq!(refused.outcome, Outcome::Refused);
    assert_eq!(said["errors"][0]["extensions"]["code"], "QUERY_TOO_COMPLEX", "{said}");
    assert_eq!(narrow.answer_bytes(), 0);
});
