//! What a print file says of itself in XMP: that of its first paper, with another title and identity, and another
//! author where one is told.

use super::About;

const TITLE_END: &str = "</dc:title>";

/// The XMP of a file of so many `pages`, made of the `xmp` of a paper; none when that is not one of ours.
pub fn description(xmp: &str, about: &About, pages: usize, identity: &str) -> Option<String> {
    let title = format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escaped(&about.title));
    let author = format!("<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>", escaped(&about.author));
    let source = format!("{identity}_source");
    let xmp = between(xmp, "dc:title", &title)?;
    let xmp = match xmp.contains("<dc:creator>") {
        _ if about.author.is_empty() => xmp,
        true => between(&xmp, "dc:creator", &author)?,
        // A paper of no body.
        false => xmp.replacen(TITLE_END, &format!("{TITLE_END}<dc:creator>{author}</dc:creator>"), 1),
    };
    let xmp = between(&xmp, "xmpTPg:NPages", &pages.to_string())?;
    let xmp = between(&xmp, "xmpMM:InstanceID", identity)?;
    let xmp = between(&xmp, "xmpMM:DocumentID", identity)?;
    between(&xmp, "stEvt:instanceID", &source)
}

/// `xmp` with `content` in every element called `name`; none when there is none.
fn between(xmp: &str, name: &str, content: &str) -> Option<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let mut parts = xmp.split(&open);
    let mut new = parts.next()?.to_owned();
    let mut found = false;
    for part in parts {
        let (_, after) = part.split_once(&close)?;
        new.extend([&open, content, &close, after]);
        found = true;
    }
    found.then_some(new)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
