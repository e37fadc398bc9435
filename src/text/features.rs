/// Says that a feature was left out when the program was built.
///
/// ```
/// use drogman::text::built_without;
/// assert_eq!(built_without("xlsx"), "this drogman was built without «xlsx»; build it with that feature");
/// ```
pub fn built_without(feature: &str) -> String {
    format!("this drogman was built without «{feature}»; build it with that feature")
}
