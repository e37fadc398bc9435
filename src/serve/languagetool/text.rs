/// How many bytes of text lie between two known offsets.
const STEP: usize = 512;

/// A text as it is checked, and where its bytes stand in the text as it was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct CheckedText {
    plain: String,
    /// Bytes of `plain` and what stands there in the text as sent (UTF-16 code units), in order; in between a
    /// character is as long as it is in UTF-16.
    offsets: Vec<(usize, usize)>,
    /// Length of the text as sent (UTF-16 code units).
    sent: usize,
}

impl CheckedText {
    pub(super) fn plain_text(text: &str) -> Self {
        let mut checked = Self::default();
        checked.push(text);
        checked
    }

    /// What a reader sees.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// Adds words.
    pub(super) fn push(&mut self, text: &str) {
        let mut next = 0;
        for (at, c) in text.char_indices() {
            if at >= next {
                self.offsets.push((self.plain.len() + at, self.sent));
                next = at + STEP;
            }
            self.sent += c.len_utf16();
        }
        self.plain.push_str(text);
        self.offsets.push((self.plain.len(), self.sent));
    }

    /// Adds markup that means `meaning` to a reader.
    pub(super) fn push_markup(&mut self, markup: &str, meaning: &str) {
        self.offsets.push((self.plain.len(), self.sent));
        self.plain.push_str(meaning);
        self.sent += markup.encode_utf16().count();
        self.offsets.push((self.plain.len(), self.sent));
    }

    /// Where a byte of the plain text stands in the text as sent (UTF-16 code units).
    pub(super) fn offset(&self, byte: usize) -> usize {
        let next = self.offsets.partition_point(|&(at, _)| at <= byte);
        let Some(&(at, offset)) = next.checked_sub(1).map(|last| &self.offsets[last]) else { return 0 };
        offset + self.plain[at..byte].encode_utf16().count()
    }

    /// Where a byte that ends something stands: before the markup that follows it.
    pub(super) fn end_offset(&self, byte: usize) -> usize {
        let next = self.offsets.partition_point(|&(at, _)| at < byte);
        let Some(&(at, offset)) = next.checked_sub(1).map(|last| &self.offsets[last]) else { return 0 };
        offset + self.plain[at..byte].encode_utf16().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16() {
        let text = CheckedText::plain_text("Été 𝄞 d’Ievlakh");
        let at = text.plain().find('I').unwrap();
        assert_eq!(text.offset(at), 9);
        assert_eq!(text.end_offset(text.plain().len()), 16);
        let long = CheckedText::plain_text(&"é𝄞a".repeat(1000));
        for (nth, (byte, _)) in long.plain().char_indices().enumerate().step_by(7) {
            assert_eq!(long.offset(byte), nth / 3 * 4 + [0, 1, 3][nth % 3]);
        }
    }

    #[test]
    fn markup_counts_and_is_not_read() {
        let mut text = CheckedText::default();
        text.push("de ");
        text.push_markup("<b>", "");
        text.push("Bakou");
        text.push_markup("</b><br>", "\n");
        text.push("Erevan");
        assert_eq!(text.plain(), "de Bakou\nErevan");
        assert_eq!((text.offset(3), text.end_offset(8)), (6, 11));
        assert_eq!(text.offset(9), 19);
    }
}
