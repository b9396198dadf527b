//! The products subgraph that Apollo's compatibility suite asks, by the library and the HTTP of the service.
//! `conformance/products/run.mjs` runs the suite against it.

#[expect(dead_code, reason = "events are the service's own")]
#[path = "../../src/http/refusal.rs"]
mod refusal;
#[expect(dead_code, reason = "messages of a WebSocket are the service's own")]
#[path = "../../src/http/request.rs"]
mod request;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, ResolveInfo};
use async_graphql::{
    ComplexObject, EmptyMutation, EmptySubscription, ID, InputObject, Object, Schema, ServerResult,
    SimpleObject, TypeDirective, Value,
};
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing;
use axum::{Json, Router};
use refusal::{Refusal, media_type, wants_graphql_response};
use request::{InAddress, Sent, expect_json, in_address, in_body};
use tokio::net::TcpListener;

type Graph = Schema<Products, EmptyMutation, EmptySubscription>;

/// Serves it as long as the test runs; gives its address.
async fn serve() -> String {
    let graph = Schema::build(Products, EmptyMutation, EmptySubscription).extension(OlderLink).finish();
    let router = Router::new().route("/graphql", routing::get(get).post(post)).with_state(graph);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/graphql")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_compatibility_tests_of_apollo_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/products");
    if !folder.join("node_modules/.package-lock.json").is_file() {
        eprintln!("skipped: the compatibility tests are not installed; run scripts/test-packages");
        return;
    }
    let ran = Command::new("node").arg("run.mjs").arg(serve().await).current_dir(folder).output();
    let ran = ran.expect("node runs");
    let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(ran.status.success() && said.contains("22 passed, 1 failed"), "{said}");
}

async fn get(
    State(graph): State<Graph>,
    headers: HeaderMap,
    address: Result<Query<InAddress>, QueryRejection>,
) -> Response {
    answer(&graph, &headers, in_address(address)).await
}

async fn post(State(graph): State<Graph>, headers: HeaderMap, body: Bytes) -> Response {
    let sent = expect_json(&headers).and_then(|()| in_body(&body));
    answer(&graph, &headers, sent).await
}

async fn answer(graph: &Graph, headers: &HeaderMap, sent: Result<Sent, Refusal>) -> Response {
    let request = match sent {
        Ok(Sent { request, document_id: None }) => request,
        Ok(_) => return Refusal::bad_request("no document is kept here: send the query").answer(headers),
        Err(refusal) => return refusal.answer(headers),
    };
    let media = media_type(wants_graphql_response(headers));
    ([(header::CONTENT_TYPE, media)], Json(graph.execute(request).await)).into_response()
}

/// Says that the schema is of federation 2.3, the newest that the suite takes. async-graphql writes 2.5, and imports a
/// directive that is newer and not used here.
struct OlderLink;

impl ExtensionFactory for OlderLink {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for OlderLink {
    async fn resolve(
        &self,
        context: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let is_schema = info.parent_type == "_Service" && info.name == "sdl";
        match next.run(context, info).await? {
            Some(Value::String(sdl)) if is_schema => {
                let older = sdl.replace("/federation/v2.5", "/federation/v2.3");
                Ok(Some(Value::String(older.replace(", \"@requiresScopes\"", ""))))
            }
            other => Ok(other),
        }
    }
}

// From here on the schema of the suite, and the data that its tests expect. Comments of documentation would become
// part of the schema.

#[TypeDirective(location = "Object", composable = "https://myspecs.dev/myCustomDirective/v1.0")]
fn custom() {}

#[derive(SimpleObject)]
#[graphql(directive = custom::apply())]
struct Product {
    id: ID,
    sku: Option<&'static str>,
    package: Option<&'static str>,
    variation: Option<ProductVariation>,
    dimensions: Option<ProductDimension>,
    #[graphql(provides = "totalProductsCreated")]
    created_by: Option<User>,
    #[graphql(tag = "internal")]
    notes: Option<&'static str>,
    research: Vec<ProductResearch>,
}

#[derive(SimpleObject)]
struct DeprecatedProduct {
    sku: &'static str,
    package: &'static str,
    reason: Option<&'static str>,
    created_by: Option<User>,
}

#[derive(SimpleObject)]
struct ProductVariation {
    id: ID,
}

#[derive(SimpleObject)]
struct ProductResearch {
    study: CaseStudy,
    outcome: Option<&'static str>,
}

#[derive(SimpleObject)]
struct CaseStudy {
    case_number: ID,
    description: Option<&'static str>,
}

#[derive(SimpleObject)]
#[graphql(shareable)]
struct ProductDimension {
    size: Option<&'static str>,
    weight: Option<f64>,
    #[graphql(inaccessible)]
    unit: Option<&'static str>,
}

#[derive(SimpleObject)]
#[graphql(complex, extends)]
struct User {
    #[graphql(external)]
    email: ID,
    #[graphql(override_from = "users")]
    name: Option<&'static str>,
    #[graphql(external)]
    total_products_created: Option<i32>,
    #[graphql(external)]
    years_of_employment: i32,
}

#[ComplexObject]
impl User {
    #[graphql(requires = "totalProductsCreated yearsOfEmployment")]
    async fn average_products_created_per_year(&self) -> Option<i32> {
        self.total_products_created.and_then(|total| total.checked_div(self.years_of_employment))
    }
}

#[derive(SimpleObject)]
#[graphql(interface_object)]
struct Inventory {
    id: ID,
    deprecated_products: Vec<DeprecatedProduct>,
}

// Parts of keys, which are not in the schema.

#[derive(InputObject)]
struct VariationKey {
    id: ID,
}

#[derive(InputObject)]
struct StudyKey {
    case_number: ID,
}

struct Products;

#[Object(name = "Query")]
impl Products {
    async fn product(&self, id: ID) -> Option<Product> {
        find(|product| product.id == id)
    }

    #[graphql(deprecation = "Use product query instead")]
    async fn deprecated_product(&self, sku: String, package: String) -> Option<DeprecatedProduct> {
        find_deprecated(&sku, &package)
    }

    #[graphql(entity)]
    async fn product_by_id(&self, id: ID) -> Option<Product> {
        find(|product| product.id == id)
    }

    #[graphql(entity)]
    async fn product_by_package(&self, sku: String, package: String) -> Option<Product> {
        find(|product| product.sku == Some(sku.as_str()) && product.package == Some(package.as_str()))
    }

    #[graphql(entity)]
    async fn product_by_variation(&self, sku: String, variation: VariationKey) -> Option<Product> {
        find(|product| {
            product.sku == Some(sku.as_str())
                && product.variation.as_ref().is_some_and(|known| known.id == variation.id)
        })
    }

    #[graphql(entity)]
    async fn deprecated_by_package(&self, sku: String, package: String) -> Option<DeprecatedProduct> {
        find_deprecated(&sku, &package)
    }

    #[graphql(entity)]
    async fn research_by_study(&self, study: StudyKey) -> Option<ProductResearch> {
        let mut research = products().into_iter().flat_map(|product| product.research);
        research.find(|research| research.study.case_number == study.case_number)
    }

    // What the gateway knows of a user from elsewhere comes beside the key, where a field requires it.
    #[graphql(entity)]
    async fn user_by_email(
        &self,
        #[graphql(key)] email: ID,
        total_products_created: Option<i32>,
        years_of_employment: Option<i32>,
    ) -> Option<User> {
        let years_of_employment = years_of_employment.unwrap_or_default();
        Some(user()).filter(|user| user.email == email).map(|user| User {
            total_products_created,
            years_of_employment,
            ..user
        })
    }

    #[graphql(entity)]
    async fn inventory_by_id(&self, id: ID) -> Inventory {
        Inventory { id, deprecated_products: vec![deprecated()] }
    }
}

fn find(is_wanted: impl Fn(&Product) -> bool) -> Option<Product> {
    products().into_iter().find(is_wanted)
}

fn find_deprecated(sku: &str, package: &str) -> Option<DeprecatedProduct> {
    Some(deprecated()).filter(|product| product.sku == sku && product.package == package)
}

fn products() -> [Product; 2] {
    [
        product(["apollo-federation", "federation", "@apollo/federation", "OSS"], "1234", "Federation Study"),
        product(["apollo-studio", "studio", "", "platform"], "1235", "Studio Study"),
    ]
}

fn product(
    [id, sku, package, variation]: [&'static str; 4],
    case_number: &'static str,
    study: &'static str,
) -> Product {
    let study = CaseStudy { case_number: ID::from(case_number), description: Some(study) };
    Product {
        id: ID::from(id),
        sku: Some(sku),
        package: Some(package),
        variation: Some(ProductVariation { id: ID::from(variation) }),
        dimensions: Some(ProductDimension { size: Some("small"), weight: Some(1.0), unit: Some("kg") }),
        created_by: Some(user()),
        notes: None,
        research: vec![ProductResearch { study, outcome: None }],
    }
}

fn deprecated() -> DeprecatedProduct {
    DeprecatedProduct {
        sku: "apollo-federation-v1",
        package: "@apollo/federation-v1",
        reason: Some("Migrate to Federation V2"),
        created_by: Some(user()),
    }
}

fn user() -> User {
    User {
        email: ID::from("support@apollographql.com"),
        name: Some("Jane Smith"),
        total_products_created: Some(1337),
        years_of_employment: 10,
    }
}
