//! The examples of README do what they show.

#[test]
fn readme() {
    trycmd::TestCases::new().case("README.md");
}
