//! Proper names in running text: a linear-chain tagger over capital letters, word shapes, word lists and
//! what the rest of the document and of the corpus says.

pub mod crf;
pub mod evidence;
pub mod features;
pub mod gazetteer;
pub mod labels;
pub mod weights;
