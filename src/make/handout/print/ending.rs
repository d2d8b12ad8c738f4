//! What closes a print file: the objects that bind its papers together, and the table of places.

use std::collections::BTreeSet;
use std::io;

use pdf_writer::{Finish, Name, Ref, Str, TextStr};
use sha2::{Digest, Sha256};

use super::description::description;
use super::part::Frame;
use super::{PrintFile, strange};

/// Writes all that comes after the last paper, and gives the number of pages.
///
/// # Errors
/// As [`PrintFile::finish`].
pub fn write(mut file: PrintFile<'_>) -> io::Result<usize> {
    let frame = file.frame.take().ok_or_else(strange)?;
    pages(&mut file)?;
    let structure = structure(&mut file, &frame)?;
    bookmarks(&mut file)?;
    let intent = intent(&mut file, &frame)?;
    file.pack()?;
    let identity = identity(&file);
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
    let catalog = catalog(&mut file, structure, metadata, intent)?;
    file.pack()?;
    let PrintFile { objects, mut numbers, mut deflate, pages, .. } = file;
    objects.finish((catalog, information), [&identity, &identity], &mut numbers, &mut deflate)?.flush()?;
    Ok(pages.len())
}

fn pages(file: &mut PrintFile<'_>) -> io::Result<()> {
    let (root, pages) = (file.roots.pages, file.pages.clone());
    file.loose(|chunk| {
        let mut dict = chunk.pages(root);
        dict.count(i32::try_from(pages.len()).unwrap_or(i32::MAX)).kids(pages);
    })
}

/// One tag above those of all papers, with the tables that lead from pages and names to tags.
fn structure(file: &mut PrintFile<'_>, frame: &Frame) -> io::Result<Ref> {
    let (root, top) = (file.next(), file.roots.tags);
    let papers: Vec<Ref> = file.papers.iter().map(|paper| paper.tag).collect();
    file.loose(|chunk| {
        let mut dict = chunk.indirect(top).dict();
        dict.pair(Name(b"Type"), Name(b"StructElem"));
        dict.pair(Name(b"S"), Name(b"Document"));
        dict.pair(Name(b"P"), root);
        dict.insert(Name(b"K")).array().items(papers);
    })?;
    let mut ids = std::mem::take(&mut file.ids);
    ids.sort();
    let parents = std::mem::take(&mut file.parents);
    file.loose(|chunk| {
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
        file.loose(|chunk| {
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
    file.loose(|chunk| {
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
    file.loose(|chunk| {
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
    file.loose(|chunk| {
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
    file.papers.iter().for_each(|paper| sum.update(&paper.title));
    sum.update((file.pages.len() as u64).to_le_bytes());
    sum.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
