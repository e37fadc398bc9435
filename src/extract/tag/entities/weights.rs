//! The weights of the name tagger as a file: 32-bit feature hashes and bytes, deflated.
//!
//! Layout (little endian): `DRNT`, scale (f32), transitions (12 × 11 f32), number of features (u32), then
//! deflated: the sorted hashes as differences (LEB128), then for each feature a mask of labels (u16) and a
//! signed byte for each label in it, in units of the scale.

use super::crf::{Row, Transitions};
use super::labels::LABELS;
use std::io::{Read as _, Write as _};

const MAGIC: &[u8; 4] = b"DRNT";
const EMBEDDED: &[u8] = include_bytes!("../../data/names.bin");

/// A weight per label, in units of the scale; the last lane is padding.
type Units = [i8; LANES];
/// Sums of weights, in units of the scale: exact, whatever the order.
pub type Sums = [i16; LANES];
/// Labels, rounded up to what machines add at once.
const LANES: usize = LABELS + 1;

/// Weights by feature hash, in an open table.
pub struct Weights {
    /// Scores of label pairs.
    pub transitions: Transitions,
    scale: f32,
    /// Feature and weights; the last lane is 1 where there is one.
    slots: Vec<(u32, Units)>,
    /// A bit for the low bits of every feature: most features asked for have no weights.
    filter: Vec<u64>,
    mask: usize,
}

/// Bits of the filter: small enough to stay in the cache.
const FILTER: usize = 1 << 19;

impl Weights {
    /// The weights that ship with drogman (trained on WiNER-fr, see `data/README.md`).
    pub fn embedded() -> &'static Weights {
        static WEIGHTS: std::sync::OnceLock<Weights> = std::sync::OnceLock::new();
        WEIGHTS.get_or_init(|| Weights::decode(EMBEDDED).unwrap_or_else(Weights::empty))
    }

    /// No weights: every token is outside.
    pub fn empty() -> Weights {
        Weights::new(Transitions::default(), 0.0, &[])
    }

    fn new(transitions: Transitions, scale: f32, features: &[(u32, Units)]) -> Weights {
        let size = (features.len() * 2 + 1).next_power_of_two();
        let mask = size - 1;
        let mut slots = vec![(0, [0; LANES]); size];
        let mut filter = vec![0; FILTER / 64];
        for (hash, mut units) in features.iter().copied() {
            let mut at = hash as usize & mask;
            while slots[at].1[LABELS] != 0 {
                at = (at + 1) & mask;
            }
            units[LABELS] = 1;
            slots[at] = (hash, units);
            let bit = hash as usize % FILTER;
            filter[bit / 64] |= 1 << (bit % 64);
        }
        Weights { transitions, scale, slots, filter, mask }
    }

    /// Adds the weights of `feature` to `sums`.
    #[inline]
    pub fn add(&self, feature: u32, sums: &mut Sums) {
        let bit = feature as usize % FILTER;
        if self.filter[bit / 64] >> (bit % 64) & 1 == 0 {
            return;
        }
        let mut at = feature as usize & self.mask;
        loop {
            let (hash, units) = &self.slots[at];
            if units[LABELS] == 0 {
                return;
            }
            if *hash == feature {
                for (sum, unit) in sums.iter_mut().zip(units) {
                    *sum += i16::from(*unit);
                }
                return;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The score of each label that sums of weights make.
    pub fn scores(&self, sums: &Sums) -> Row {
        std::array::from_fn(|label| f32::from(sums[label]) * self.scale)
    }

    /// Reads a file of weights; none when it is not one.
    pub fn decode(bytes: &[u8]) -> Option<Weights> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let float = |i: usize| Some(f32::from_le_bytes(rest.get(i * 4..i * 4 + 4)?.try_into().ok()?));
        let scale = float(0)?;
        let mut transitions = Transitions::default();
        for (i, cell) in transitions.0.iter_mut().flatten().enumerate() {
            *cell = float(1 + i)?;
        }
        let at = 4 * (1 + LABELS * (LABELS + 1));
        let count = u32::from_le_bytes(rest.get(at..at + 4)?.try_into().ok()?) as usize;
        let mut body = Vec::new();
        flate2::read::DeflateDecoder::new(&rest[at + 4..]).take(64 << 20).read_to_end(&mut body).ok()?;
        let mut bytes = body.into_iter();
        let mut hash = 0_u32;
        let mut features = Vec::with_capacity(count.min(1 << 22));
        for _ in 0..count {
            let (mut step, mut shift) = (0_u32, 0);
            loop {
                let b = bytes.next()?;
                step |= u32::from(b & 127).checked_shl(shift)?;
                shift += 7;
                if b < 128 {
                    break;
                }
            }
            hash = hash.wrapping_add(step);
            features.push((hash, [0; LANES]));
        }
        for (_, row) in &mut features {
            let mask = u16::from_le_bytes([bytes.next()?, bytes.next()?]);
            for (l, cell) in row[..LABELS].iter_mut().enumerate() {
                if mask & (1 << l) != 0 {
                    *cell = bytes.next()? as i8;
                }
            }
        }
        Some(Weights::new(transitions, scale, &features))
    }
}

/// Writes weights as [`Weights::decode`] reads them; features whose largest weight is under `least` are left out.
///
/// # Errors
/// When compressing fails, which memory alone can cause.
pub fn encode(transitions: &Transitions, features: &[(u32, Row)], least: f32) -> std::io::Result<Vec<u8>> {
    let largest = |row: &Row| row.iter().fold(0.0_f32, |m, x| m.max(x.abs()));
    let mut kept: Vec<&(u32, Row)> = features.iter().filter(|f| largest(&f.1) >= least).collect();
    kept.sort_by_key(|f| f.0);
    let scale = kept.iter().map(|f| largest(&f.1)).fold(1e-6, f32::max) / 127.0;
    let mut body = Vec::new();
    let mut before = 0_u32;
    for (hash, _) in &kept {
        let mut step = hash - before;
        before = *hash;
        while step >= 128 {
            body.push((step & 127) as u8 | 128);
            step >>= 7;
        }
        body.push(step as u8);
    }
    for (_, row) in &kept {
        let bytes: Vec<i8> = row.iter().map(|w| (w / scale).round() as i8).collect();
        let mask = bytes.iter().enumerate().fold(0_u16, |m, (l, b)| if *b != 0 { m | 1 << l } else { m });
        body.extend_from_slice(&mask.to_le_bytes());
        body.extend(bytes.iter().filter(|b| **b != 0).map(|b| *b as u8));
    }
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&scale.to_le_bytes());
    for cell in transitions.0.iter().flatten() {
        out.extend_from_slice(&cell.to_le_bytes());
    }
    out.extend_from_slice(&(kept.len() as u32).to_le_bytes());
    let mut deflated = flate2::write::DeflateEncoder::new(out, flate2::Compression::best());
    deflated.write_all(&body)?;
    deflated.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_round_trip() {
        let mut row = [0.0; LABELS];
        row[3] = 1.27;
        row[5] = -0.5;
        let bytes = encode(&Transitions::default(), &[(77, row), (5, [0.001; LABELS])], 0.01).unwrap();
        let read = Weights::decode(&bytes).unwrap();
        let mut sums = Sums::default();
        read.add(77, &mut sums);
        let got = read.scores(&sums);
        assert!((got[3] - 1.27).abs() < 0.02 && (got[5] + 0.5).abs() < 0.02);
        read.add(5, &mut sums);
        assert!(read.scores(&sums) == got, "a small weight is left out");
        assert!(Weights::decode(b"DRNTxx").is_none());
    }
}
