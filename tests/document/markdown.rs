//! Markdown: what is text, what is markup, and edits between the two.

use drogman::{
    document::{BlockEdit, BlockKind, Document},
    language::Language,
    text::Span,
};
use proptest::prelude::*;

use super::law;

const ARTICLE: &str = include_str!("../cases/document/article.md");

fn replaced(text: &str, form: &str, new: &str) -> String {
    let document = law::read("a.md", text.as_bytes());
    let find = |block: usize| document.text(block).find(form).map(|at| (block, at));
    let (block, at) = (0..document.blocks.len()).find_map(find).unwrap();
    let edit = BlockEdit { block, span: Span::new(at, at + form.len()), replacement: new.into() };
    String::from_utf8(document.rewrite(&[edit]).unwrap()).unwrap()
}

fn protected(document: &Document) -> Vec<&str> {
    let of = |block: usize| document.blocks[block].protected.iter().map(move |span| (block, *span));
    (0..document.blocks.len()).flat_map(of).map(|(block, span)| span.of(document.text(block))).collect()
}

#[test]
fn text_without_its_markup() {
    use BlockKind::{Caption, Code, Heading, ListItem, Paragraph, Quote, TableCell};
    let document = law::read("article.md", ARTICLE.as_bytes());
    let blocks: Vec<_> =
        (0..document.blocks.len()).map(|at| (document.blocks[at].kind, document.text(at))).collect();
    assert_eq!(
        blocks,
        [
            (Heading, "La route d'Evlakh"),
            (
                Paragraph,
                "Les autorités de l'Artsakh, à Stepanakert, disent que la route *rouverte* mène à Evlakh."
            ),
            (Quote, "« Nous ne savons rien », dit Anna à Bakou."),
            (ListItem, "Premier point sur Bakou ; suite du point"),
            (ListItem, "Deuxième Artsakh.txt ici"),
            (ListItem, "Sous-point"),
            (TableCell, "Ville"),
            (TableCell, "Pays"),
            (TableCell, "Bakou"),
            (TableCell, "l'Azerbaïdjan | autre"),
            (Caption, "Une vue de Choucha"),
            (Code, "let artsakh = 1;"),
            (Paragraph, "Voir https://artsakh.example etla suite. Fin."),
            (Paragraph, "Note sur Latchine."),
        ]
    );
    assert_eq!(protected(&document), ["Artsakh.txt", "let artsakh = 1;", "https://artsakh.example"]);
    assert_eq!(document.language, Some(Language::French));
    assert_eq!(document.date.as_deref(), Some("2023-09-21"));
}

#[test]
fn edits_leave_the_markup() {
    assert_eq!(replaced("de l'*Art*sakh", "Artsakh", "Arménie"), "de l'*Arménie*");
    assert_eq!(replaced("à [Evlakh](Evlakh.md)", "Evlakh", "Yevlakh"), "à [Yevlakh](Evlakh.md)");
    assert_eq!(replaced("> Nagorny\n> Karabakh.", "Nagorny Karabakh", "Haut-Karabakh"), "> Haut-Karabakh.");
    assert_eq!(replaced("à Nagorny **Karabakh**.", "Nagorny Karabakh", "Haut-Karabakh"), "à Haut-Karabakh.");
    assert_eq!(replaced("x **a *b* c** d", "x a b c d", "e"), "e");
    assert_eq!(replaced("a \\*b\\* c", "*b*", "d"), "a d c");
    assert_eq!(replaced("Bakou", "Bakou", "<b>_"), "\\<b>\\_");
}

proptest! {
    #[test]
    fn outside_an_edit_nothing_changes(drafts in law::drafts("(le|Haut-Karabakh|É|œ|ə){1,3}")) {
        law::rewrites("article.md", ARTICLE.as_bytes(), &drafts);
    }

    #[test]
    fn any_markup_is_survived(text in "(\\*|_|`|\\[|\\]\\(|\\)|\n|\n\n|> |- |  |\\||---\n|# |<b>|&amp;|\\\\|é|a|!\\[|\r|\t|```\n|\\[\\^1\\]: ){0,40}") {
        law::survives("a.md", text.as_bytes());
    }
}
