//! The picture's geometry: where each box stands, and the way of each line.
//!
//! 1. A line that leads past a column goes through it in a gap between two boxes: the lines of one node share that gap.
//! 2. The nodes of each column are put in an order in which few lines cross ([`super::order`]).
//! 3. The first column is spread evenly; in the others each box stands as near to the middle of those that it is joined to as the boxes
//!    around it let it.
//!
//! Coordinates are whole units of the picture; what is above and what is below does not depend on the direction of writing, left and right do.

use std::fmt::Write;

use super::order::{Layers, mean, to_f64};

/// How wide the picture is.
pub(super) const WIDTH: usize = 880;
/// The height that the names of the columns take.
const HEAD: usize = 36;
/// What is left free around the boxes, for the lines around them.
const MARGIN: usize = 2;
/// The gap between two boxes.
const GAP: usize = 12;
/// The gap between a line and a box that it passes.
const GAP_OF_PASS: usize = 9;
/// The gap between the lines of two nodes that pass a column side by side.
const GAP_BETWEEN_PASSES: usize = 6;
/// How often the columns are gone through to find the place of each box.
const ROUNDS: usize = 4;

/// A node: its column, and its place among the nodes given for that column.
pub(super) type Node = (usize, usize);

/// What is to be drawn.
pub(super) struct Graph {
    /// The height of each box, by column: two columns or three.
    pub(super) columns: Vec<Vec<usize>>,
    /// The lines, each from a node to one of a later column.
    pub(super) lines: Vec<(Node, Node)>,
    /// Whether the columns go from right to left.
    pub(super) is_mirrored: bool,
}

/// Where everything is drawn.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Layout {
    /// How high the picture is.
    pub(super) height: usize,
    /// How wide the boxes are.
    pub(super) box_width: usize,
    /// The left edge of each column.
    pub(super) lefts: Vec<usize>,
    /// The nodes of each column from the top, each with its upper edge.
    pub(super) columns: Vec<Vec<(usize, usize)>>,
    /// All lines, as the data of an SVG path.
    pub(super) lines: String,
    /// The lines of each node, as the data of an SVG path; empty where it has none.
    pub(super) lines_of: Vec<Vec<String>>,
}

/// How wide the boxes of a picture of so many columns are.
pub(super) fn box_width(columns: usize) -> usize {
    if columns > 2 { 238 } else { 320 }
}

/// A place in a column of the middle that lines of a node of the first column pass.
struct Pass {
    from: usize,
    to: Vec<usize>,
}

/// The layout of a graph.
pub(super) fn layout(graph: &Graph) -> Layout {
    let passes = passes(graph);
    let layers = layers(graph, &passes);
    let orders = layers.order();
    let columns: Vec<Column> =
        orders.iter().enumerate().map(|(column, order)| Column::new(&graph.columns[column], order)).collect();
    let room = columns.iter().map(|column| column.length).max().unwrap_or(0);
    let middles = middles(&layers, &columns, room);
    let top = |column: usize, node: usize| HEAD + MARGIN + middles[column][node] - columns[column].half(node);
    let pen = Pen::new(graph, &middles);
    let (lines, lines_of) = pen.draw(graph, &layers, &passes);
    Layout {
        height: HEAD + room + 2 * MARGIN,
        box_width: pen.box_width,
        lefts: (0..graph.columns.len()).map(|column| pen.left(column)).collect(),
        columns: orders
            .iter()
            .enumerate()
            .map(|(column, order)| {
                let boxes = order.iter().filter(|node| **node < graph.columns[column].len());
                boxes.map(|node| (*node, top(column, *node))).collect()
            })
            .collect(),
        lines,
        lines_of,
    }
}

/// One pass for each node of the first column with lines to the third.
fn passes(graph: &Graph) -> Vec<Pass> {
    let mut to: Vec<Vec<usize>> = vec![Vec::new(); graph.columns.first().map_or(0, Vec::len)];
    for ((from_column, from), (to_column, node)) in &graph.lines {
        if to_column - from_column > 1 {
            to[*from].push(*node);
        }
    }
    let all = to.into_iter().enumerate().map(|(from, to)| Pass { from, to });
    all.filter(|pass| !pass.to.is_empty()).collect()
}

/// The graph with its passes as nodes of the middle column, behind those that are boxes.
fn layers(graph: &Graph, passes: &[Pass]) -> Layers {
    let mut sizes: Vec<usize> = graph.columns.iter().map(Vec::len).collect();
    let mut links = vec![Vec::new(); sizes.len().saturating_sub(1)];
    for ((from_column, from), (to_column, to)) in &graph.lines {
        if to_column - from_column == 1 {
            links[*from_column].push((*from, *to));
        }
    }
    for pass in passes {
        links[0].push((pass.from, sizes[1]));
        links[1].extend(pass.to.iter().map(|to| (sizes[1], *to)));
        sizes[1] += 1;
    }
    Layers { sizes, links }
}

/// A column whose nodes are in order: how far each is from the top when all stand as close as they may.
struct Column {
    order: Vec<usize>,
    /// The height of each node's box; 0 for a pass.
    heights: Vec<usize>,
    /// The upper edge of each, in their order.
    closest: Vec<usize>,
    length: usize,
}

impl Column {
    fn new(boxes: &[usize], order: &[usize]) -> Self {
        let mut heights = boxes.to_vec();
        heights.resize(order.len(), 0);
        let is_pass = |node: usize| node >= boxes.len();
        let mut closest = Vec::with_capacity(order.len());
        let mut length = 0;
        for (place, node) in order.iter().enumerate() {
            length += match place.checked_sub(1).map(|before| is_pass(order[before])) {
                None => 0,
                Some(true) if is_pass(*node) => GAP_BETWEEN_PASSES,
                Some(before) if before || is_pass(*node) => GAP_OF_PASS,
                Some(_) => GAP,
            };
            closest.push(length);
            length += heights[*node];
        }
        Self { order: order.to_vec(), heights, closest, length }
    }

    fn half(&self, node: usize) -> usize {
        self.heights[node] / 2
    }

    /// The middle of each node when they are spread evenly.
    fn spread(&self, room: usize) -> Vec<usize> {
        let free = room - self.length;
        let count = self.order.len().max(1);
        let shifts = (0..self.order.len()).map(|place| (2 * place + 1) * free / (2 * count));
        self.middles(shifts)
    }

    /// The middle of each node when each stands as near to where it wants to as the others let it: the least squares of what they are off
    /// (isotonic regression by pooling those that push each other).
    fn settle(&self, wanted: &[f64], room: usize) -> Vec<usize> {
        let mut pools: Vec<(f64, usize)> = Vec::with_capacity(self.order.len());
        for (node, closest) in self.order.iter().zip(&self.closest) {
            let mut pool = (wanted[*node] - to_f64(closest + self.half(*node)), 1);
            while let Some(before) = pools.pop_if(|before| before.0 > pool.0) {
                let count = before.1 + pool.1;
                pool = ((before.0 * to_f64(before.1) + pool.0 * to_f64(pool.1)) / to_f64(count), count);
            }
            pools.push(pool);
        }
        let free = to_f64(room - self.length);
        let shifts = pools.into_iter().flat_map(|(shift, count)| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the picture")]
            let shift = shift.clamp(0.0, free).round() as usize;
            std::iter::repeat_n(shift, count)
        });
        self.middles(shifts)
    }

    fn middles(&self, shifts: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut middles = vec![0; self.order.len()];
        for ((node, closest), shift) in self.order.iter().zip(&self.closest).zip(shifts) {
            middles[*node] = closest + self.half(*node) + shift;
        }
        middles
    }
}

/// The middle of every node, below the names of the columns.
fn middles(layers: &Layers, columns: &[Column], room: usize) -> Vec<Vec<usize>> {
    let mut middles: Vec<Vec<usize>> = columns.iter().map(|column| column.spread(room)).collect();
    for round in 0..ROUNDS {
        for column in 1..columns.len() {
            let mut joined: Vec<Vec<f64>> = vec![Vec::new(); columns[column].order.len()];
            for (from, to) in &layers.links[column - 1] {
                joined[*to].push(to_f64(middles[column - 1][*from]));
            }
            // The first time, what comes behind has no place of its own yet.
            if round > 0
                && let Some(links) = layers.links.get(column)
            {
                for (from, to) in links {
                    joined[*from].push(to_f64(middles[column + 1][*to]));
                }
            }
            let wanted: Vec<f64> = joined
                .into_iter()
                .enumerate()
                .map(|(node, joined)| mean(joined.into_iter()).unwrap_or(to_f64(middles[column][node])))
                .collect();
            middles[column] = columns[column].settle(&wanted, room);
        }
    }
    middles
}

/// Draws lines between boxes whose places are known.
struct Pen<'middles> {
    middles: &'middles [Vec<usize>],
    box_width: usize,
    gap: usize,
    is_mirrored: bool,
}

impl<'middles> Pen<'middles> {
    fn new(graph: &Graph, middles: &'middles [Vec<usize>]) -> Self {
        let count = graph.columns.len();
        let box_width = box_width(count);
        let gap = (WIDTH - 2 * MARGIN).saturating_sub(count * box_width) / count.saturating_sub(1).max(1);
        Self { middles, box_width, gap, is_mirrored: graph.is_mirrored }
    }

    /// Where a column begins, in the direction of writing.
    fn start(&self, column: usize) -> usize {
        MARGIN + column * (self.box_width + self.gap)
    }

    fn left(&self, column: usize) -> usize {
        if self.is_mirrored { WIDTH - self.start(column) - self.box_width } else { self.start(column) }
    }

    fn x(&self, along: usize) -> usize {
        if self.is_mirrored { WIDTH - along } else { along }
    }

    fn y(&self, column: usize, node: usize) -> usize {
        HEAD + MARGIN + self.middles[column][node]
    }

    /// A line from a node to one of the next column.
    fn curve(&self, column: usize, from: usize, to: usize) -> String {
        let (start, end) = (self.start(column) + self.box_width, self.start(column + 1));
        let (start, half, end) = (self.x(start), self.x((start + end) / 2), self.x(end));
        let (from, to) = (self.y(column, from), self.y(column + 1, to));
        format!("M{start} {from}C{half} {from} {half} {to} {end} {to}")
    }

    /// The way of lines through a column.
    fn across(&self, column: usize, node: usize) -> String {
        let start = self.start(column);
        format!("M{} {}H{}", self.x(start), self.y(column, node), self.x(start + self.box_width))
    }

    /// All lines, and the lines of each box.
    fn draw(&self, graph: &Graph, layers: &Layers, passes: &[Pass]) -> (String, Vec<Vec<String>>) {
        let mut all = String::new();
        let mut of: Vec<Vec<String>> = layers.sizes.iter().map(|size| vec![String::new(); *size]).collect();
        let boxes = |column: usize| graph.columns[column].len();
        for (column, links) in layers.links.iter().enumerate() {
            for (from, to) in links {
                let curve = self.curve(column, *from, *to);
                all.push_str(&curve);
                of[column][*from].push_str(&curve);
                of[column + 1][*to].push_str(&curve);
            }
        }
        for (pass, node) in passes.iter().zip(boxes(1)..) {
            let across = self.across(1, node);
            all.push_str(&across);
            for to in &pass.to {
                // Writing to a string cannot fail.
                let _ = write!(of[2][*to], "{across}{}", self.curve(0, pass.from, node));
                let _ = write!(of[0][pass.from], "{}", self.curve(1, node, *to));
            }
            of[0][pass.from].push_str(&across);
        }
        for (column, of) in of.iter_mut().enumerate() {
            of.truncate(boxes(column));
        }
        (all, of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Areas in order, groups of which each works on a few, and bodies behind groups and areas; numbers without a pattern.
    fn plan(areas: usize, groups: usize, bodies: usize, is_mirrored: bool) -> Graph {
        let mut state = areas;
        let mut next = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        let mut column = |count: usize| (0..count).map(|_| 40 + 19 * next(4)).collect();
        let columns = vec![column(areas), column(groups), column(bodies)];
        let mut lines = Vec::new();
        for group in 0..groups {
            lines.push(((0, next(areas)), (1, group)));
            lines.push(((1, group), (2, next(bodies))));
            lines.push(((1, group), (2, next(bodies))));
        }
        for body in 0..bodies {
            lines.push(((0, next(areas)), (2, body)));
        }
        lines.sort_unstable();
        lines.dedup();
        Graph { columns, lines, is_mirrored }
    }

    fn graph(columns: &[&[usize]], lines: &[(Node, Node)]) -> Graph {
        let columns = columns.iter().map(|column| column.to_vec()).collect();
        Graph { columns, lines: lines.to_vec(), is_mirrored: false }
    }

    /// The points that a path goes to or is drawn by.
    fn points(path: &str) -> Vec<usize> {
        path.split(|letter: char| !letter.is_ascii_digit())
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().unwrap())
            .collect()
    }

    #[test]
    fn no_two_boxes_overlap_and_all_are_within_the_picture() {
        for (areas, groups, bodies) in [(1, 1, 1), (7, 8, 14), (40, 30, 60), (3, 1, 90), (40, 120, 120)] {
            let graph = plan(areas, groups, bodies, false);
            let layout = layout(&graph);
            for (column, boxes) in layout.columns.iter().enumerate() {
                assert_eq!(boxes.len(), graph.columns[column].len());
                let mut free = HEAD;
                for (node, top) in boxes {
                    assert!(*top >= free, "a box of column {column} begins at {top}, above {free}");
                    free = top + graph.columns[column][*node] + 1;
                }
                assert!(free <= layout.height, "column {column} ends at {free} of {}", layout.height);
            }
            assert!(layout.lefts.iter().all(|left| left + layout.box_width <= WIDTH));
            assert!(layout.lefts.windows(2).all(|pair| pair[0] + layout.box_width < pair[1]));
        }
    }

    #[test]
    fn all_lines_are_within_the_picture_and_belong_to_the_boxes_at_their_ends() {
        let graph = plan(7, 8, 14, false);
        let layout = layout(&graph);
        assert!(points(&layout.lines).iter().all(|point| *point <= layout.height.max(WIDTH)));
        for ((from_column, from), (to_column, to)) in &graph.lines {
            assert_ne!(layout.lines_of[*from_column][*from], "");
            assert_ne!(layout.lines_of[*to_column][*to], "");
        }
    }

    #[test]
    fn a_line_that_leads_past_a_column_touches_no_box_in_it() {
        let graph = plan(40, 30, 60, false);
        let layout = layout(&graph);
        let passed: Vec<usize> = layout
            .lines
            .split('M')
            .filter(|part| part.contains('H'))
            .map(|part| part.split([' ', 'H']).nth(1).unwrap().parse().unwrap())
            .collect();
        assert!(passed.len() > 10);
        for (group, top) in &layout.columns[1] {
            let within = top.saturating_sub(GAP_OF_PASS - 1)..top + graph.columns[1][*group] + GAP_OF_PASS - 1;
            assert!(!passed.iter().any(|y| within.contains(y)), "a line passes through a box at {top}");
        }
    }

    #[test]
    fn a_box_stands_beside_what_it_is_joined_to_where_there_is_room() {
        let straight = layout(&graph(&[&[40, 40, 40], &[40]], &[((0, 1), (1, 0))]));
        assert_eq!(straight.columns[1][0].1, straight.columns[0][1].1);
        // Two that want the same place part it between them.
        let parted = layout(&graph(&[&[40, 40, 40], &[40, 40]], &[((0, 1), (1, 0)), ((0, 1), (1, 1))]));
        let middle = parted.columns[0][1].1;
        assert_eq!(middle - parted.columns[1][0].1, parted.columns[1][1].1 - middle);
    }

    #[test]
    fn the_same_graph_has_the_same_layout() {
        assert_eq!(layout(&plan(40, 30, 60, false)), layout(&plan(40, 30, 60, false)));
    }

    #[test]
    fn where_writing_goes_from_right_to_left_so_do_the_columns() {
        let (written, mirrored) = (layout(&plan(7, 8, 14, false)), layout(&plan(7, 8, 14, true)));
        assert_eq!(mirrored.columns, written.columns);
        let flipped = written.lefts.iter().map(|left| WIDTH - left - written.box_width);
        assert_eq!(mirrored.lefts, flipped.collect::<Vec<_>>());
    }
}
