//! What closes a print file: the objects that bind its papers together, and the table of places.

use std::collections::BTreeSet;
use std::io;

use pdf_writer::{Chunk, Finish, Name, Ref, Settings, Str, TextStr};
use sha2::{Digest, Sha256};

use super::description::description;
use super::part::Frame;
use super::{PrintFile, strange};

/// Writes all that comes after the last paper.
///
/// # Errors
/// As [`PrintFile::finish`].
pub fn write(file: &mut PrintFile<'_>) -> io::Result<()> {
    let frame = file.frame.take().ok_or_else(strange)?;
    pages(file)?;
    let structure = structure(file, &frame)?;
    bookmarks(file)?;
    let intent = intent(file, &frame)?;
    let identity = identity(file);
    let (metadata, information) = (file.next(), file.next());
    let xmp = description(&frame.xmp, &file.about, file.pages.len(), &identity).ok_or_else(strange)?;
    let about = file.about.clone();
    file.object(metadata, |chunk| {
        chunk.metadata(metadata, xmp.as_bytes());
    })?;
    file.object(information, |chunk| {
        let mut dict = chunk.indirect(information).dict();
        dict.pair(Name(b"Title"), TextStr(&about.title));
        match &frame.author {
            _ if !about.author.is_empty() => _ = dict.pair(Name(b"Author"), TextStr(&about.author)),
            Some(author) => _ = dict.pair(Name(b"Author"), Str(author)),
            None => {}
        }
        dict.pair(Name(b"Creator"), Str(&frame.creator));
        dict.pair(Name(b"CreationDate"), Str(&frame.created));
        dict.pair(Name(b"ModDate"), Str(&frame.created));
    })?;
    let catalog = catalog(file, structure, metadata, intent)?;
    table(file, catalog, information, &identity)
}

fn pages(file: &mut PrintFile<'_>) -> io::Result<()> {
    let (root, pages) = (file.roots.pages, file.pages.clone());
    file.object(root, |chunk| {
        let mut dict = chunk.pages(root);
        dict.count(i32::try_from(pages.len()).unwrap_or(i32::MAX)).kids(pages);
    })
}

/// One tag above those of all papers, with the tables that lead from pages and names to tags.
fn structure(file: &mut PrintFile<'_>, frame: &Frame) -> io::Result<Ref> {
    let (root, top) = (file.next(), file.roots.tags);
    let papers: Vec<Ref> = file.papers.iter().map(|paper| paper.tag).collect();
    file.object(top, |chunk| {
        let mut dict = chunk.indirect(top).dict();
        dict.pair(Name(b"Type"), Name(b"StructElem"));
        dict.pair(Name(b"S"), Name(b"Document"));
        dict.pair(Name(b"P"), root);
        dict.insert(Name(b"K")).array().items(papers);
    })?;
    let mut ids = std::mem::take(&mut file.ids);
    ids.sort();
    let parents = std::mem::take(&mut file.parents);
    file.object(root, |chunk| {
        let mut dict = chunk.indirect(root).dict();
        dict.pair(Name(b"Type"), Name(b"StructTreeRoot"));
        let mut roles = dict.insert(Name(b"RoleMap")).dict();
        for (role, standard) in &frame.roles {
            roles.pair(Name(role), Name(standard));
        }
        roles.finish();
        dict.insert(Name(b"K")).array().item(top);
        let mut tree = dict.insert(Name(b"ParentTree")).dict();
        let mut numbers = tree.insert(Name(b"Nums")).array();
        for (number, tags) in (0..).zip(&parents) {
            numbers.item::<i32>(number).item(*tags);
        }
        numbers.finish();
        tree.finish();
        dict.pair(Name(b"ParentTreeNextKey"), i32::try_from(parents.len()).unwrap_or(i32::MAX));
        if !ids.is_empty() {
            let mut tree = dict.insert(Name(b"IDTree")).dict();
            let mut names = tree.insert(Name(b"Names")).array();
            for (id, tag) in &ids {
                names.item(Str(id)).item(*tag);
            }
        }
    })?;
    Ok(root)
}

/// A bookmark for each paper, with its own below it, closed.
fn bookmarks(file: &mut PrintFile<'_>) -> io::Result<()> {
    let (root, papers) = (file.roots.outline, std::mem::take(&mut file.papers));
    for (at, paper) in papers.iter().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| papers.get(at)).map(|paper| paper.bookmark);
        file.object(paper.bookmark, |chunk| {
            let mut dict = chunk.indirect(paper.bookmark).dict();
            dict.pair(Name(b"Title"), TextStr(&paper.title)).pair(Name(b"Parent"), root);
            beside(at.checked_sub(1)).into_iter().for_each(|other| _ = dict.pair(Name(b"Prev"), other));
            beside(at.checked_add(1)).into_iter().for_each(|other| _ = dict.pair(Name(b"Next"), other));
            if let Some((first, last, count)) = paper.below {
                dict.pair(Name(b"First"), first).pair(Name(b"Last"), last).pair(Name(b"Count"), -count);
            }
            dict.insert(Name(b"Dest")).array().item(paper.first_page).item(Name(b"Fit"));
        })?;
    }
    let ends = papers.first().zip(papers.last()).map(|(first, last)| (first.bookmark, last.bookmark));
    let count = i32::try_from(papers.len()).unwrap_or(i32::MAX);
    file.papers = papers;
    file.object(root, |chunk| {
        let mut dict = chunk.indirect(root).dict();
        dict.pair(Name(b"Type"), Name(b"Outlines")).pair(Name(b"Count"), count);
        if let Some((first, last)) = ends {
            dict.pair(Name(b"First"), first).pair(Name(b"Last"), last);
        }
    })
}

fn intent(file: &mut PrintFile<'_>, frame: &Frame) -> io::Result<Ref> {
    let (intent, profile) = (file.next(), file.next());
    let of = &frame.intent;
    file.object(profile, |chunk| {
        let mut stream = chunk.stream(profile, &of.profile);
        stream.pair(Name(b"N"), of.channels).pair(Name(b"Filter"), Name(b"FlateDecode"));
    })?;
    file.object(intent, |chunk| {
        let mut dict = chunk.indirect(intent).dict();
        dict.pair(Name(b"Type"), Name(b"OutputIntent")).pair(Name(b"S"), Name(b"GTS_PDFA1"));
        dict.pair(Name(b"OutputCondition"), Str(&of.condition));
        dict.pair(Name(b"OutputConditionIdentifier"), Str(&of.identifier));
        dict.pair(Name(b"RegistryName"), Str(b"")).pair(Name(b"Info"), Str(&of.info));
        dict.pair(Name(b"DestOutputProfile"), profile);
    })?;
    Ok(intent)
}

fn catalog(file: &mut PrintFile<'_>, structure: Ref, metadata: Ref, intent: Ref) -> io::Result<Ref> {
    let catalog = file.next();
    let (pages, outline) = (file.roots.pages, file.roots.outline);
    let starts: Vec<usize> = file.papers.iter().map(|paper| paper.before).collect();
    file.object(catalog, |chunk| {
        let mut dict = chunk.indirect(catalog).dict();
        dict.pair(Name(b"Type"), Name(b"Catalog")).pair(Name(b"Pages"), pages);
        dict.pair(Name(b"Lang"), Str(b"vi-VN")).pair(Name(b"Metadata"), metadata);
        dict.pair(Name(b"Outlines"), outline).pair(Name(b"StructTreeRoot"), structure);
        dict.insert(Name(b"OutputIntents")).array().item(intent);
        dict.insert(Name(b"MarkInfo")).dict().pair(Name(b"Marked"), true).pair(Name(b"Suspects"), false);
        dict.insert(Name(b"ViewerPreferences"))
            .dict()
            .pair(Name(b"Direction"), Name(b"L2R"))
            .pair(Name(b"DisplayDocTitle"), true);
        let mut labels = dict.insert(Name(b"PageLabels")).dict();
        let mut numbers = labels.insert(Name(b"Nums")).array();
        for (paper, start) in (1_usize..).zip(&starts) {
            numbers.item(i32::try_from(*start).unwrap_or(i32::MAX));
            let prefix = format!("{paper}.");
            numbers.push().dict().pair(Name(b"S"), Name(b"D")).pair(Name(b"P"), Str(prefix.as_bytes()));
        }
    })?;
    Ok(catalog)
}

/// A name for these contents: of the same papers, the same.
fn identity(file: &PrintFile<'_>) -> String {
    let mut sum = Sha256::new();
    sum.update(&file.about.title);
    file.streams.keys().collect::<BTreeSet<_>>().iter().for_each(|stream| sum.update(stream));
    file.places.iter().flatten().for_each(|place| sum.update(place.to_le_bytes()));
    sum.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The table of places and what leads to the catalogue.
fn table(file: &mut PrintFile<'_>, catalog: Ref, information: Ref, identity: &str) -> io::Result<()> {
    let at = file.written;
    let count = file.places.len() + 1;
    let places = std::mem::take(&mut file.places);
    file.put(format!("xref\n0 {count}\n0000000000 65535 f\r\n").as_bytes())?;
    for place in places {
        let line =
            place.map_or_else(|| "0000000000 65535 f\r\n".to_owned(), |place| format!("{place:010} 00000 n\r\n"));
        file.put(line.as_bytes())?;
    }
    let mut chunk = Chunk::with_settings(Settings { pretty: false });
    let mut dict = chunk.indirect(Ref::new(1)).dict();
    dict.pair(Name(b"Size"), i32::try_from(count).unwrap_or(i32::MAX));
    dict.pair(Name(b"Root"), catalog).pair(Name(b"Info"), information);
    dict.insert(Name(b"ID")).array().item(Str(identity.as_bytes())).item(Str(identity.as_bytes()));
    dict.finish();
    let trailer = chunk.as_bytes();
    let begin = trailer.windows(2).position(|window| window == b"<<").unwrap_or_default();
    let end = trailer.windows(2).rposition(|window| window == b">>").map_or(trailer.len(), |end| end + 2);
    let trailer = trailer.get(begin..end).unwrap_or_default().to_vec();
    file.put(b"trailer\n")?;
    file.put(&trailer)?;
    file.put(format!("\nstartxref\n{at}\n%%EOF\n").as_bytes())
}
