//! Memory that holds what stands in it, and no more: all prose of a site is kept at once.
//!
//! `shrink_to_fit` will not do. It asks the allocator to make a block smaller, and allocators leave a block as it is that is not twice too large.

/// Moves a list into a block of its own length.
pub(super) fn list<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut tight = Vec::with_capacity(list.len());
        tight.append(list);
        *list = tight;
    }
}

/// Moves a text into a block of its own length.
pub(super) fn text(text: &mut String) {
    if text.capacity() > text.len() {
        *text = text.as_str().to_owned();
    }
}
