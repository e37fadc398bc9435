//! The best path through the beads of a document, inside a band.

mod anchors;
mod band;
mod chunks;
mod lattice;
mod neighbours;
mod posterior;
mod route;
mod state;
mod viterbi;

pub(in crate::align) use band::Band;
pub(in crate::align) use chunks::Pass;
