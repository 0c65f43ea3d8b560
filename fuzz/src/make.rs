//! Files made of their parts: random bytes hardly ever make a container, and a container that does
//! not open tells nothing about what reads its parts.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of an input: NUL, which no part in XML has, stands between them.
pub fn parts(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    input.split(|byte| *byte == 0)
}

/// An archive of these files, stored as they are. Empty ones are left out.
///
/// # Panics
///
/// Never: what is written to memory does not fail, and the names are short.
pub fn archive<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files.into_iter().filter(|(_, bytes)| !bytes.is_empty()) {
        // A name that comes twice is refused, and so is the second file.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(bytes).expect("memory takes what is written");
        }
    }
    zip.finish().expect("memory takes what is written").into_inner()
}

/// A compound file with this stream as its workbook.
///
/// # Panics
///
/// Never: what is written to memory does not fail.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    let written = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        file.create_stream("/Workbook")?.write_all(stream)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    written().expect("memory takes what is written")
}

/// A PDF of one page with this content. Its fonts: `F1`, Chinese by UTF-16; `F2`, whose glyphs
/// have no meaning; `F3`, Latin; `F4`, whose glyphs are drawings.
pub fn page(content: &[u8]) -> Vec<u8> {
    const OBJECTS: [&str; 9] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 10 0 R/Resources<<\
         /Font<</F1 4 0 R/F2 6 0 R/F3 8 0 R/F4 9 0 R>>/XObject<</X1 10 0 R>>>>>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
         /DescendantFonts[5 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-V\
         /DescendantFonts[7 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/DW 1000\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]\
         /CharProcs<</a 10 0 R>>/Encoding<</Differences[49/a]>>/FirstChar 49/LastChar 49\
         /Widths[500]>>",
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut positions = String::new();
    let length = content.len();
    let head = format!(
        "<</Length {length}/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<\
         /Font<</F1 4 0 R>>/XObject<</X1 10 0 R>>>>>>\nstream\n"
    );
    let stream = [head.as_bytes(), content, b"\nendstream"].concat();
    let objects = OBJECTS.iter().map(|object| object.as_bytes()).chain([&*stream]);
    for (number, object) in (1..).zip(objects) {
        // Writing to a string does not fail.
        let _ = writeln!(positions, "{:010} 00000 n ", file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), OBJECTS.len() + 2);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{positions}trailer\n<</Size {size}/Root 1 0 R>>\n\
         startxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}
