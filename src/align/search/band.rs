//! The band: the cells of the dynamic programme that are searched.

/// For every source boundary, the range of target boundaries that may correspond to it.
///
/// Both ends never fall, neighbouring rows overlap, and the corners (0, 0) and (n, m) are inside, so a
/// path always exists.
pub(in crate::align) struct Band {
    lo: Vec<u32>,
    hi: Vec<u32>,
    /// Index of the first cell of each row.
    starts: Vec<usize>,
}

impl Band {
    /// Repairs rough limits (one pair per source boundary, n + 1 of them) into a band.
    pub(crate) fn new(mut limits: Vec<(u32, u32)>, m: usize) -> Band {
        let n = limits.len() - 1;
        let m = m as u32;
        limits[0].0 = 0;
        limits[n].1 = m;
        for k in 1..=n {
            limits[k].1 = limits[k].1.max(limits[k - 1].1).min(m);
        }
        for k in (0..n).rev() {
            limits[k].0 = limits[k].0.min(limits[k + 1].0);
        }
        for k in 0..n {
            limits[k].1 = limits[k].1.max(limits[k + 1].0);
        }
        let lo: Vec<u32> = limits.iter().map(|l| l.0).collect();
        let hi: Vec<u32> = limits.iter().map(|l| l.1.min(m)).collect();
        let mut starts = Vec::with_capacity(n + 2);
        let mut total = 0;
        for k in 0..=n {
            starts.push(total);
            total += (hi[k] - lo[k] + 1) as usize;
        }
        starts.push(total);
        Band { lo, hi, starts }
    }

    pub(crate) fn lo(&self, i: usize) -> usize {
        self.lo[i] as usize
    }

    pub(crate) fn hi(&self, i: usize) -> usize {
        self.hi[i] as usize
    }

    /// Number of cells.
    pub(crate) fn cells(&self) -> usize {
        self.starts[self.lo.len()]
    }

    /// Index of a cell inside the band.
    pub(crate) fn cell(&self, i: usize, j: usize) -> usize {
        self.starts[i] + j - self.lo(i)
    }

    /// A band of a half width round a path of boundaries.
    pub(crate) fn round(
        path: impl Iterator<Item = (usize, usize)>,
        n: usize,
        m: usize,
        radius: usize,
    ) -> Band {
        let mut limits = vec![(u32::MAX, 0u32); n + 1];
        for (i, j) in path {
            let rows = i.saturating_sub(3)..=(i + 3).min(n);
            for l in &mut limits[rows] {
                l.0 = l.0.min(j.saturating_sub(radius) as u32);
                l.1 = l.1.max((j + radius).min(m) as u32);
            }
        }
        let mut last = (0, m as u32);
        for l in &mut limits {
            if l.0 == u32::MAX {
                *l = last;
            }
            last = *l;
        }
        Band::new(limits, m)
    }
}
