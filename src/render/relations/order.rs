//! The order of the nodes in each column, so that few lines cross.
//!
//! The first column stays as it is; a node of another one goes to the mean place of those that it is joined to (the barycentre). Columns are
//! gone through there and back a few times, and the order with the fewest crossings is kept. The cost is that of sorting the lines.

/// How often the columns are gone through.
const ROUNDS: usize = 8;

/// Columns of nodes, and lines between each and the next.
pub(super) struct Layers {
    /// How many nodes each column has.
    pub(super) sizes: Vec<usize>,
    /// The lines from each column to the next.
    pub(super) links: Vec<Vec<(usize, usize)>>,
}

/// The nodes of each column from the top.
pub(super) type Orders = Vec<Vec<usize>>;

impl Layers {
    /// The order in which few lines cross.
    pub(super) fn order(&self) -> Orders {
        let mut orders: Orders = self.sizes.iter().map(|size| (0..*size).collect()).collect();
        let before = self.neighbours(|from, to| (to, from), 1);
        let after = self.neighbours(|from, to| (from, to), 0);
        let (mut best, mut fewest) = (orders.clone(), self.crossings(&orders));
        for round in 0..ROUNDS {
            let is_back = round % 2 == 1;
            let mut columns: Vec<usize> = (1..self.sizes.len()).collect();
            if is_back {
                columns.reverse();
            }
            for column in columns {
                let places: Vec<Vec<f64>> = orders.iter().map(|order| places(order)).collect();
                let wanted = |node: usize| {
                    let near = before[column][node].iter().map(|other| places[column - 1][*other]);
                    let far = after[column][node].iter().map(|other| places[column + 1][*other]);
                    // On the way there, what comes behind is not in order yet.
                    mean(near.chain(far.filter(|_| is_back))).unwrap_or(places[column][node])
                };
                let keys: Vec<f64> = (0..self.sizes[column]).map(wanted).collect();
                orders[column].sort_by(|left, right| keys[*left].total_cmp(&keys[*right]).then(left.cmp(right)));
            }
            let crossings = self.crossings(&orders);
            if crossings < fewest {
                (best, fewest) = (orders.clone(), crossings);
            }
        }
        best
    }

    /// For each node, those that it is joined to on one side.
    fn neighbours(&self, sides: impl Fn(usize, usize) -> (usize, usize), shift: usize) -> Vec<Vec<Vec<usize>>> {
        let mut neighbours: Vec<Vec<Vec<usize>>> = self.sizes.iter().map(|size| vec![Vec::new(); *size]).collect();
        for (column, links) in self.links.iter().enumerate() {
            for (from, to) in links {
                let (node, other) = sides(*from, *to);
                neighbours[column + shift][node].push(other);
            }
        }
        neighbours
    }

    /// How many pairs of lines cross.
    pub(super) fn crossings(&self, orders: &Orders) -> usize {
        let ranks: Vec<Vec<usize>> = orders.iter().map(|order| ranks(order)).collect();
        let between = |(column, links): (usize, &Vec<(usize, usize)>)| {
            let mut ends: Vec<_> =
                links.iter().map(|(from, to)| (ranks[column][*from], ranks[column + 1][*to])).collect();
            ends.sort_unstable();
            inversions(ends.into_iter().map(|(_, to)| to), self.sizes[column + 1])
        };
        self.links.iter().enumerate().map(between).sum()
    }
}

/// The place of each node in its column, from 0 to 1.
fn places(order: &[usize]) -> Vec<f64> {
    let count = to_f64(order.len());
    ranks(order).into_iter().map(|rank| (to_f64(rank) + 0.5) / count).collect()
}

fn ranks(order: &[usize]) -> Vec<usize> {
    let mut ranks = vec![0; order.len()];
    for (rank, node) in order.iter().enumerate() {
        ranks[*node] = rank;
    }
    ranks
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / to_f64(count))
}

#[expect(clippy::cast_precision_loss, reason = "a picture has no 2^52 nodes or units")]
pub(super) fn to_f64(number: usize) -> f64 {
    number as f64
}

/// How many pairs of numbers, each below `limit`, stand in falling order: counted with a binary indexed tree.
fn inversions(numbers: impl Iterator<Item = usize>, limit: usize) -> usize {
    let mut tree = vec![0_usize; limit + 1];
    let mut inversions = 0;
    for (seen, number) in numbers.enumerate() {
        let mut not_above = 0;
        let mut index = number + 1;
        while index > 0 {
            not_above += tree[index];
            index &= index - 1;
        }
        inversions += seen - not_above;
        let mut index = number + 1;
        while index <= limit {
            tree[index] += 1;
            index += index & index.wrapping_neg();
        }
    }
    inversions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_written(layers: &Layers) -> Orders {
        layers.sizes.iter().map(|size| (0..*size).collect()).collect()
    }

    #[test]
    fn crossings_are_counted() {
        let layers = Layers { sizes: vec![2, 2], links: vec![vec![(0, 1), (1, 0)]] };
        assert_eq!(layers.crossings(&as_written(&layers)), 1);
        let fan = Layers { sizes: vec![1, 3], links: vec![vec![(0, 2), (0, 0), (0, 1)]] };
        assert_eq!(fan.crossings(&as_written(&fan)), 0);
    }

    #[test]
    fn lines_that_cross_because_of_the_order_are_untangled() {
        let layers =
            Layers { sizes: vec![3, 3, 3], links: vec![vec![(0, 2), (1, 1), (2, 0)], vec![(0, 1), (1, 0), (2, 2)]] };
        assert!(layers.crossings(&as_written(&layers)) > 0);
        let orders = layers.order();
        assert_eq!(layers.crossings(&orders), 0);
        assert_eq!(orders, [vec![0, 1, 2], vec![2, 1, 0], vec![2, 0, 1]]);
    }

    #[test]
    fn the_order_never_has_more_crossings_than_the_one_of_the_lists() {
        // Numbers without a pattern, the same on every run.
        let mut state = 7_usize;
        let mut next = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        for _ in 0..50 {
            let links = |next: &mut dyn FnMut(usize) -> usize| (0..30).map(|_| (next(12), next(12))).collect();
            let layers = Layers { sizes: vec![12; 3], links: vec![links(&mut next), links(&mut next)] };
            let orders = layers.order();
            assert!(layers.crossings(&orders) <= layers.crossings(&as_written(&layers)));
            assert_eq!(orders[0], (0..12).collect::<Vec<_>>());
            assert_eq!(orders, layers.order());
        }
    }
}
