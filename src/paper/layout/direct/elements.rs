//! The signs on a page that say what its parts are: from them the export makes the tags of the file and its
//! bookmarks.

use std::cell::Cell;
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;

use typst::foundations::{Content, NativeElement, Smart, Value};
use typst::introspection::{Location, MetadataElem, Tag, TagFlags};
use typst::layout::resolve::{Cell as LaidCell, CellGrid, Entry};
use typst::layout::{
    Abs, Axes, Frame, FrameItem, FrameParent, GridCell, GridElem, GroupItem, Inherit, PlaceElem, Point, Sides, Size,
    Sizing,
};
use typst::model::{HeadingElem, ParElem, TableCell, TableElem, TitleElem};
use typst::pdf::{ArtifactElem, ArtifactKind, TableCellKind, TableHeaderScope};
use typst::text::TextElem;
use typst::visualize::Stroke;

use super::super::sheet::Role;
use super::{Placed, Strip};

/// Where a cell stands in its grid or table, and how many columns it takes.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub column: usize,
    pub row: usize,
    pub columns: usize,
}

/// Gives each element of a document its number.
#[derive(Debug, Default)]
pub struct Elements {
    last: Cell<u128>,
}

impl Elements {
    /// The beginning of an element at `at`, and what ends it there.
    fn element(&self, mut content: Content, at: Point, introspectable: bool) -> [Placed; 2] {
        self.last.set(self.last.get() + 1);
        let (key, flags) = (self.last.get(), TagFlags { introspectable, tagged: !introspectable });
        let flags = TagFlags { tagged: flags.tagged || content.is::<HeadingElem>(), ..flags };
        let location = Location::new(key);
        content.set_location(location);
        let start = FrameItem::Tag(Tag::Start(content, flags));
        [(at, start), (at, FrameItem::Tag(Tag::End(location, key, flags)))]
    }

    /// A paragraph.
    pub fn paragraph(&self) -> [Placed; 2] {
        self.element(ParElem::new(Content::empty()).pack(), Point::zero(), false)
    }

    /// What `role` makes of a paragraph with these words, if anything.
    pub fn role(&self, role: Role, words: impl FnOnce() -> String) -> Option<[Placed; 2]> {
        match role {
            Role::Text => None,
            Role::Title => Some(self.element(TitleElem::new().pack(), Point::zero(), false)),
            Role::Heading(level) => {
                let level = NonZeroUsize::new(level.into())?;
                let heading =
                    HeadingElem::new(TextElem::packed(words())).with_level(Smart::Custom(level)).with_outlined(true);
                Some(self.element(heading.pack(), Point::zero(), true))
            }
        }
    }

    /// What is drawn and never read.
    pub fn artifact(&self, kind: ArtifactKind, at: Point) -> [Placed; 2] {
        self.element(ArtifactElem::new(Content::empty()).with_kind(kind).pack(), at, false)
    }

    /// A mark of this program; see [`super::super::keep_with_next`].
    pub fn mark(&self, name: &str) -> [Placed; 2] {
        self.element(MetadataElem::new(Value::Str(name.into())).pack(), Point::zero(), true)
    }

    /// What is set apart from the text around it: where it belongs in the reading, and itself.
    pub fn apart(&self, strip: Strip) -> ([Placed; 2], Placed) {
        let anchor = self.element(PlaceElem::new(Content::empty()).with_float(true).pack(), Point::zero(), false);
        let mut frame = Frame::soft(Size::new(Abs::zero(), strip.height));
        frame.push_multiple(strip.items);
        let parent = Some(FrameParent::new(Location::new(self.last.get()), Inherit::Yes));
        (anchor, (Point::zero(), FrameItem::Group(GroupItem { parent, ..GroupItem::new(frame) })))
    }

    /// A grid of so many columns and rows.
    pub fn grid(&self, columns: usize, rows: usize) -> [Placed; 2] {
        let mut grid = GridElem::new(Vec::new());
        grid.grid = Some(Arc::new(cells(columns, rows, Vec::new())));
        self.element(grid.pack(), Point::zero(), false)
    }

    /// A cell of a grid.
    pub fn grid_cell(&self, spot: Spot, at: Point) -> [Placed; 2] {
        let cell = GridCell::new(Content::empty()).with_x(Smart::Custom(spot.column)).with_y(Smart::Custom(spot.row));
        self.element(cell.pack(), at, false)
    }

    /// A table of so many columns, with the cells of all its rows, drawn in `stroke`.
    pub fn table(&self, columns: usize, rows: &[Vec<usize>], stroke: &Arc<Stroke<Abs>>) -> [Placed; 2] {
        let mut entries = Vec::with_capacity(columns * rows.len());
        for cell in rows.iter().flatten() {
            let parent = entries.len();
            entries.push(Entry::Cell(LaidCell {
                colspan: NonZeroUsize::new(*cell).unwrap_or(NonZeroUsize::MIN),
                stroke: Sides::splat(Some(stroke.clone())),
                ..LaidCell::new(Content::empty())
            }));
            entries.extend((1..*cell).map(|_| Entry::Merged { parent }));
        }
        let mut table = TableElem::new(Vec::new());
        table.grid = Some(Arc::new(cells(columns, rows.len(), entries)));
        self.element(table.pack(), Point::zero(), false)
    }

    /// A cell of a table: of a row that heads others on this level, or of a plain one; `repeated` when it stood on an
    /// earlier page.
    pub fn table_cell(&self, spot: Spot, level: Option<NonZeroU32>, repeated: bool, at: Point) -> [Placed; 2] {
        let kind = match level {
            Some(level) => TableCellKind::Header(level, TableHeaderScope::Column),
            None => TableCellKind::Data,
        };
        let cell = TableCell::new(Content::empty())
            .with_x(Smart::Custom(spot.column))
            .with_y(Smart::Custom(spot.row))
            .with_colspan(NonZeroUsize::new(spot.columns).unwrap_or(NonZeroUsize::MIN))
            .with_kind(Smart::Custom(kind))
            .with_is_repeated(repeated);
        self.element(cell.pack(), at, false)
    }
}

fn cells(columns: usize, rows: usize, entries: Vec<Entry>) -> CellGrid {
    let (columns, rows) = (vec![Sizing::Auto; columns], vec![Sizing::Auto; rows]);
    CellGrid::new_internal(
        Axes::new(&columns, &rows),
        Axes::new(&[], &[]),
        Vec::new(),
        Vec::new(),
        Vec::new(),
        None,
        entries,
    )
}
