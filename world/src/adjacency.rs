//! What belongs to what, as ranges of one flat list.

/// For each of a row of owners, the ids of what belongs to it.
#[derive(Debug)]
pub struct Adjacency<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Adjacency<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy> Adjacency<T> {
    /// From pairs of owner and item; items keep the order in which they come.
    pub(crate) fn new(owners: usize, pairs: impl IntoIterator<Item = (usize, T)>) -> Self {
        let mut pairs: Vec<(usize, T)> = pairs.into_iter().collect();
        pairs.sort_by_key(|(owner, _)| *owner);
        let mut starts = vec![0_u32; owners + 1];
        for (owner, _) in &pairs {
            starts[owner + 1] += 1;
        }
        for at in 0..owners {
            starts[at + 1] += starts[at];
        }
        Self { starts, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }

    /// Puts what belongs to each owner in the order of a key.
    pub(crate) fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for at in 1..self.starts.len() {
            let (start, end) = (self.starts[at - 1] as usize, self.starts[at] as usize);
            self.items[start..end].sort_unstable_by_key(&key);
        }
    }

    /// What belongs to the owner at this position; nothing for an owner beyond the last.
    pub fn of(&self, owner: usize) -> &[T] {
        match (self.starts.get(owner), self.starts.get(owner + 1)) {
            (Some(start), Some(end)) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Adjacency;

    #[test]
    fn items_keep_their_order_under_their_owner() {
        let adjacency = Adjacency::new(3, [(2, 'a'), (0, 'b'), (2, 'c')]);
        assert_eq!(adjacency.of(0), ['b']);
        assert!(adjacency.of(1).is_empty());
        assert_eq!(adjacency.of(2), ['a', 'c']);
        assert!(adjacency.of(9).is_empty());
    }
}
