//! What a folder is told to hold, in texts that grow with it: the manifest, the journal, the looks of its files.
//!
//! Of ten thousand papers there are megabytes to tell, and most runs have nothing new to tell. So such a text is handed on
//! piece by piece, never held as a whole, and compared with what stands there before anything is written.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Write};

use serde::Serialize;

use super::disk::FileSystem;

/// Writes a text, the same each time.
pub type Tell<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Bytes that are read, compared or written in one step.
pub(super) const STEP: usize = 1 << 18;

/// More bytes than most lines have.
const USUAL_LINE: usize = 1 << 9;

/// Puts a line of JSON with `value` into `out`, in one piece.
pub(super) fn put_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut line = Vec::with_capacity(USUAL_LINE);
    serde_json::to_writer(&mut line, value)?;
    line.push(b'\n');
    out.write_all(&line)
}

/// Whether `there` holds what is told, and nothing else.
pub(super) fn holds(there: impl Read, tell: Tell<'_>) -> bool {
    let mut compared = BufWriter::with_capacity(STEP, Compared { there, part: Vec::new() });
    let is_same = tell(&mut compared).and_then(|()| compared.flush()).is_ok();
    is_same && compared.get_mut().there.read(&mut [0]).is_ok_and(|rest| rest == 0)
}

/// Takes only what stands there.
struct Compared<R> {
    there: R,
    part: Vec<u8>,
}

impl<R: Read> Write for Compared<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.resize(bytes.len(), 0);
        self.there.read_exact(&mut self.part)?;
        if self.part == bytes { Ok(bytes.len()) } else { Err(ErrorKind::InvalidData.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes what is told where the last step in `file` ended, and gives its length.
pub(super) fn write(disk: &dyn FileSystem, file: &mut File, tell: Tell<'_>) -> io::Result<u64> {
    let mut steps = Steps { disk, file, part: Vec::with_capacity(STEP), length: 0 };
    tell(&mut steps)?;
    steps.flush()?;
    Ok(steps.length)
}

/// Writes in large steps. After one that was refused nothing more is written.
struct Steps<'a> {
    disk: &'a dyn FileSystem,
    file: &'a mut File,
    part: Vec<u8>,
    /// How much is written already.
    length: u64,
}

impl Write for Steps<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.part.len() + bytes.len() > STEP {
            self.flush()?;
        }
        self.part.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.part.is_empty() {
            return Ok(());
        }
        self.disk.write(self.file, &self.part)?;
        self.length += self.part.len() as u64;
        self.part.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom};

    use super::super::disk::Disk;
    use super::*;

    #[test]
    fn a_text_is_compared_to_its_end() {
        let text: String = (0..100_000).map(|number| format!("{number}\n")).collect();
        let tell = |out: &mut dyn Write| text.split_inclusive('\n').try_for_each(|line| out.write_all(line.as_bytes()));
        assert!(text.len() > 2 * STEP && holds(text.as_bytes(), &tell));
        let other = text.replace("\n99998\n", "\n99999\n");
        for other in [other.as_str(), &text[..text.len() - 1], &format!("{text}\n"), ""] {
            assert!(!holds(other.as_bytes(), &tell));
        }
        let mut file = tempfile::tempfile().unwrap();
        assert_eq!(write(&Disk, &mut file, &tell).unwrap(), text.len() as u64);
        file.seek(SeekFrom::Start(0)).unwrap();
        assert!(holds(&file, &tell));
    }
}
