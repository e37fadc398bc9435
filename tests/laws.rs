//! The laws of the house: properties that hold for every input, and the order of the rooms.

#[path = "laws/house.rs"]
mod house;
#[path = "laws/linear.rs"]
mod linear;
#[path = "laws/order.rs"]
mod order;
#[path = "laws/sheets.rs"]
mod sheets;
