//! Draws small PDF files: text in a font that is not embedded, lines, rectangles and pictures.

use std::fmt::Write as _;

/// A page while it is drawn. Positions are in points from the top left corner, those of text are
/// its baseline.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    width: i32,
    height: i32,
    content: String,
    /// Degrees by which the page is turned when it is shown.
    pub(crate) rotation: i32,
    lying: bool,
}

impl Page {
    pub(crate) fn new(width: i32, height: i32) -> Self {
        Self { width, height, content: String::new(), rotation: 0, lying: false }
    }

    /// Text in a font of the given size.
    pub(crate) fn text(
        &mut self,
        x: i32,
        y: impl TryInto<i32>,
        size: i32,
        text: &str,
    ) -> &mut Self {
        let hex = hex(text);
        self.show("F1", &format!("1 0 0 1 {x} {}", self.up(y)), size, &hex)
    }

    /// Signs of a font that does not say what they are.
    pub(crate) fn unknown(&mut self, x: i32, y: i32, size: i32, count: usize) -> &mut Self {
        self.show("F2", &format!("1 0 0 1 {x} {}", self.up(y)), size, &"0005".repeat(count))
    }

    /// Operators as they are written in a file.
    pub(crate) fn raw(&mut self, operators: &str) -> &mut Self {
        self.content.push_str(operators);
        self
    }

    /// Large text aslant.
    pub(crate) fn aslant(&mut self, x: i32, y: i32, text: &str) -> &mut Self {
        let hex = hex(text);
        self.show("F1", &format!("0.7 0.7 -0.7 0.7 {x} {}", self.up(y)), 60, &hex)
    }

    fn show(&mut self, font: &str, matrix: &str, size: i32, hex: &str) -> &mut Self {
        let _ = writeln!(self.content, "BT /{font} {size} Tf {matrix} Tm <{hex}> Tj ET");
        self
    }

    /// Lines between columns and rows, each drawn from end to end.
    pub(crate) fn lattice<Y: TryInto<i32> + Copy>(&mut self, xs: &[i32], ys: &[Y]) -> &mut Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, foot) = (self.up(ys[0]), self.up(ys[ys.len() - 1]));
        for x in xs {
            let _ = writeln!(self.content, "{x} {top} m {x} {foot} l S");
        }
        for y in ys {
            let y = self.up(*y);
            let _ = writeln!(self.content, "{left} {y} m {right} {y} l S");
        }
        self
    }

    /// A filled rectangle.
    pub(crate) fn rectangle(&mut self, x: i32, y: i32, width: i32, height: i32) -> &mut Self {
        let foot = self.up(y) - height;
        let _ = writeln!(self.content, "{x} {foot} {width} {height} re f");
        self
    }

    /// What is drawn is visible in a rectangle only.
    pub(crate) fn clipped(&mut self, area: [i32; 4], draw: impl FnOnce(&mut Self)) -> &mut Self {
        let [x, y, width, height] = area;
        let foot = self.up(y) - height;
        let _ = writeln!(self.content, "q {x} {foot} {width} {height} re W n");
        draw(self);
        self.content.push_str("Q\n");
        self
    }

    /// What is drawn lies across the page, its text running upwards.
    pub(crate) fn across(&mut self, draw: impl FnOnce(&mut Self)) -> &mut Self {
        // Up from the foot of the page becomes right; the top of the drawing is its left edge.
        let _ = writeln!(self.content, "q 0 1 -1 0 {} 0 cm", self.height);
        self.lying = true;
        draw(self);
        self.lying = false;
        self.content.push_str("Q\n");
        self
    }

    /// A picture of one grey point, as large as asked.
    pub(crate) fn picture(&mut self, x: i32, y: i32, width: i32, height: i32) -> &mut Self {
        let foot = self.up(y) - height;
        let _ = writeln!(self.content, "q {width} 0 0 {height} {x} {foot} cm /I1 Do Q");
        self
    }

    fn up(&self, y: impl TryInto<i32>) -> i32 {
        let Ok(y) = y.try_into() else { panic!("a position on the page") };
        self.height - y
    }
}

/// A text in UTF-16 as hexadecimal digits.
fn hex(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    })
}

/// The file of some pages.
pub(crate) fn pdf(pages: &[Page]) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
         /DescendantFonts[4 0 R]>>"
            .to_owned(),
        // Digits and signs of ASCII are half as wide as the em: CIDs 1 to 95 of Adobe-GB1.
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
            .to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-H\
         /DescendantFonts[6 0 R]>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/DW 1000\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
            .to_owned(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8\
         /Length 1>>\nstream\n\u{7f}\nendstream"
            .to_owned(),
        // A form that draws itself twice.
        "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X1 8 0 R>>>>\
         /Length 15>>\nstream\n/X1 Do\n/X1 Do\n\nendstream"
            .to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Rotate {}/Contents {} 0 R\
             /Resources<</Font<</F1 3 0 R/F2 5 0 R>>/XObject<</I1 7 0 R/X1 8 0 R>>>>>>",
            page.width,
            page.height,
            page.rotation,
            number + 1
        ));
        let content = &page.content;
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len());
    file(&objects)
}

/// Objects with their table of positions.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut positions = String::new();
    for (object, number) in objects.iter().zip(1..) {
        let _ = writeln!(positions, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{positions}trailer\n<</Size {size}/Root 1 0 R>>\n\
         startxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}
