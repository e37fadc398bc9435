//! The first, rough pass of the name index: which names share enough rare grams with the query.

use super::keys::GRAMS;

/// For each gram the names that have it; for each name the weight of its grams.
///
/// Weights are inverse document frequencies in sixteenths, names are numbered from 0 in the order they came.
#[derive(Default)]
pub struct Postings {
    /// `names[starts[g]..starts[g + 1]]` have gram g.
    starts: Vec<u32>,
    names: Vec<u32>,
    weights: Vec<u16>,
    totals: Vec<u16>,
}

impl Postings {
    /// Indexes the grams of names: `grams(i, out)` gives those of name i.
    pub fn build(count: usize, mut grams: impl FnMut(usize, &mut Vec<u16>)) -> Postings {
        let mut own = Vec::new();
        let mut starts = vec![0u32; GRAMS + 1];
        for i in 0..count {
            grams(i, &mut own);
            for &g in &own {
                starts[g as usize + 1] += 1;
            }
        }
        let weights: Vec<u16> = starts[1..].iter().map(|&n| weight(count, n)).collect();
        for g in 0..GRAMS {
            starts[g + 1] += starts[g];
        }
        let mut fill = starts.clone();
        let mut names = vec![0u32; starts[GRAMS] as usize];
        let mut totals = vec![0u16; count];
        for (i, total) in totals.iter_mut().enumerate() {
            grams(i, &mut own);
            for &g in &own {
                names[fill[g as usize] as usize] = i as u32;
                fill[g as usize] += 1;
                *total = total.saturating_add(weights[g as usize]);
            }
        }
        Postings { starts, names, weights, totals }
    }

    /// The `limit` names that share most with these grams (Dice coefficient of gram weights), best first;
    /// ties by number. With each how rare the grams are that it shares, as [`Postings::rarity`] tells it.
    pub fn nearest(&self, grams: &[u16], limit: usize) -> Vec<(u32, f32)> {
        let mut shared = vec![0u16; self.totals.len()];
        let mut total = 0u32;
        for &g in grams {
            let g = g as usize;
            let weight = self.weights[g];
            total += u32::from(weight);
            for &name in &self.names[self.starts[g] as usize..self.starts[g + 1] as usize] {
                shared[name as usize] = shared[name as usize].saturating_add(weight);
            }
        }
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (name, (&s, &t)) in shared.iter().zip(&self.totals).enumerate() {
            // An eighth in common is the least that any variant of a name has shown.
            if u32::from(s) * 16 > total + u32::from(t) {
                found.push((u32::from(s) * (1 << 15) / (total + u32::from(t)), name as u32));
            }
        }
        let order = |a: &(u32, u32), b: &(u32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > limit {
            found.select_nth_unstable_by(limit, order);
            found.truncate(limit);
        }
        found.sort_unstable_by(order);
        let unit = self.unit();
        found.into_iter().map(|(_, name)| (name, f32::from(shared[name as usize]) / unit)).collect()
    }

    /// How rare grams are all together: one that a single name has counts 1, whatever the size of the index.
    pub fn rarity(&self, grams: &[u16]) -> f32 {
        let weight: u32 = grams.iter().map(|&g| u32::from(self.weights[g as usize])).sum();
        weight as f32 / self.unit()
    }

    /// The weight of a gram that a single name has.
    fn unit(&self) -> f32 {
        f32::from(weight(self.totals.len(), 1).max(1))
    }
}

/// Inverse document frequency in sixteenths.
fn weight(count: usize, n: u32) -> u16 {
    if n == 0 {
        return 0;
    }
    (((count as f64 + 1.0) / f64::from(n)).ln() * 16.0).round().clamp(1.0, 400.0) as u16
}
