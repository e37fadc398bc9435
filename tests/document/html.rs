//! HTML: the article’s blocks, their text, and edits among the tags.

use drogman::{
    document::{BlockEdit, BlockKind, Document, ReadOptions},
    language::Language,
    text::Span,
};
use proptest::prelude::*;

use super::law;

const ARTICLE: &[u8] = include_bytes!("../cases/document/article.html");

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    (0..document.blocks.len()).map(|at| (document.blocks[at].kind, document.text(at))).collect()
}

fn page(html: &str) -> Document {
    law::read("a.html", html.as_bytes())
}

/// Replaces every `form` by `new` and gives the page back.
fn replaced(html: &str, form: &str, new: &str) -> String {
    let document = page(html);
    let edits: Vec<_> = (0..document.blocks.len())
        .flat_map(|block| document.text(block).match_indices(form).map(move |(at, _)| (block, at)))
        .map(|(block, at)| BlockEdit { block, span: Span::new(at, at + form.len()), replacement: new.into() })
        .collect();
    assert!(!edits.is_empty(), "{form} is not in {:?}", blocks(&document));
    String::from_utf8(document.rewrite(&edits).unwrap()).unwrap()
}

#[test]
fn an_article_without_what_stands_around_it() {
    use BlockKind::{Caption, Heading, ListItem, Paragraph, Quote, TableCell};
    let document = law::read("article.html", ARTICLE);
    assert_eq!(
        blocks(&document),
        [
            (Heading, "Haut-Karabakh : la route d'Evlakh rouverte | Le Courrier"),
            (Heading, "Haut-Karabakh : la route d'Evlakh rouverte"),
            (Paragraph, "Les pourparlers ont repris jeudi à Evlakh, deux jours après l'opération."),
            (Caption, "Un convoi sur la route de Latchine."),
            (
                Paragraph,
                "Les autorités de l’Artsakh disent avoir reçu, jeudi matin, une délégation venue de Bakou\u{A0}; elle a \
                 proposé, selon plusieurs témoins, de rouvrir la route, de livrer du carburant, de la farine et des \
                 médicaments, et de laisser partir les blessés."
            ),
            (
                Paragraph,
                "Le président Ilham Aliev a dit, dans un discours à la nation, que les habitants garderaient leurs \
                 droits, leur langue et leurs écoles. Voir Artsakh.txt & la carte."
            ),
            (Heading, "À Stepanakert, l’attente"),
            (Quote, "« Nous ne savons rien », dit Anna, 32\u{A0}ans."),
            (
                Paragraph,
                "Dans la ville, les magasins sont vides, le pain est rationné, l’eau est coupée la nuit, et les rues, \
                 d’ordinaire pleines, sont désertes dès la fin de l’après-midi. Voir aussi"
            ),
            (ListItem, "Population : 120.000 personnes"),
            (ListItem, "Capitale : Stepanakert"),
            (TableCell, "Blessés"),
            (TableCell, "200"),
            (TableCell, "Morts"),
            (TableCell, "29"),
        ]
    );
    assert_eq!(document.language, Some(Language::French));
    assert_eq!(document.date.as_deref(), Some("2023-09-21"));
    let code = document.blocks[5].protected[0].of(document.text(5));
    assert_eq!(code, "Artsakh.txt");
    let place = document.locate(2, document.text(2).find("lakh").unwrap());
    assert_eq!((place.line, place.column), (17, 69));
}

#[test]
fn a_short_page_keeps_all_that_is_not_marked_as_something_else() {
    let document =
        page("<div class=menu>Accueil</div><h2>Artsakh</h2><p>Court.<p>Bref.<footer>© AFP</footer>");
    assert_eq!(law::texts(&document), ["Artsakh", "Court.", "Bref."]);
    assert_eq!(law::texts(&page("Bakou et <i>Erevan</i>")), ["Bakou et Erevan"]);
}

#[test]
fn line_breaks_end_a_block_after_a_sentence_only() {
    let document = page("<p>Un.<br>Deux<br/>et trois<br><br>Quatre</p>");
    assert_eq!(law::texts(&document), ["Un.", "Deux et trois", "Quatre"]);
}

#[test]
fn a_name_in_several_runs_is_replaced_and_its_markup_stays() {
    assert_eq!(replaced("<p>d'<b>Ev</b>lakh</p>", "Evlakh", "Ievlakh"), "<p>d'<b>Ievlakh</b></p>");
    assert_eq!(
        replaced("<p>à Nagorny\n  <i>Karabakh</i>.</p>", "Nagorny Karabakh", "Haut-Karabakh"),
        "<p>à Haut-Karabakh<i></i>.</p>"
    );
    assert_eq!(replaced("<p>&Eacute;vlakh</p>", "Évlakh", "Yevlakh"), "<p>Yevlakh</p>");
    assert_eq!(replaced("<p>a&eacute;b</p>", "a", "<"), "<p>&lt;&eacute;b</p>");
}

#[test]
fn words_before_a_name_stay_before_its_markup() {
    assert_eq!(
        replaced("<p>les amis de l’<b>Artsakh</b></p>", "de l’Artsakh", "du Haut-Karabakh"),
        "<p>les amis du <b>Haut-Karabakh</b></p>"
    );
    assert_eq!(
        replaced("<p>M. <b>Ilham</b> Aliev</p>", "Ilham Aliev", "Ilham Aliyev"),
        "<p>M. <b>Ilham</b> Aliyev</p>"
    );
}

#[test]
fn what_the_encoding_lacks_becomes_a_reference() {
    let html = b"<meta charset=iso-8859-1><p>Choucha, \xE9t\xE9</p>";
    let document = law::read("a.html", html);
    assert_eq!(document.text(0), "Choucha, été");
    let edit = BlockEdit { block: 0, span: Span::new(0, 7), replacement: "Şuşa é".into() };
    assert_eq!(
        document.rewrite(&[edit]).unwrap(),
        b"<meta charset=iso-8859-1><p>&#350;u&#351;a \xE9, \xE9t\xE9</p>"
    );
}

#[test]
fn a_page_without_a_telling_name_is_recognised() {
    let read = |text: &str| law::read("-", text.as_bytes()).format.name();
    assert_eq!(read("<!-- x -->\n<!doctype HTML><p>a"), "HTML");
    assert_eq!(read("\n<html><p>a"), "HTML");
    assert_eq!(read("Haut-Karabakh<!-- --> | Atlantico.fr\nNewsletter"), "plain text");
    assert_eq!(read("<b>gras</b>"), "plain text");
}

#[test]
fn depth_and_length_are_no_danger() {
    let deep = "<div>".repeat(100_000) + "Bakou" + &"</div>".repeat(100_000);
    assert_eq!(law::texts(&page(&deep)), ["Bakou"]);
    for piece in
        ["<", "<a ", "<!--", "<b><p>", "&", "<a href='", "</p>", "<table><td>", "<script>", "a<br>", "<li>x"]
    {
        law::survives("a.html", piece.repeat(5_000).as_bytes());
    }
}

proptest! {
    #[test]
    fn outside_an_edit_nothing_changes(drafts in law::drafts(law::REPLACEMENT)) {
        law::rewrites("article.html", ARTICLE, &drafts);
    }

    #[test]
    fn any_markup_is_survived(html in "(<p>|</p>|<b|>|'|\"|=|&#x|&eacute|;|é|<br>|<!--|-->|<script>|</script>|<title>|a |<pre>|\n|<li>|<td>|</ul>|<ul>|<code>){0,40}") {
        law::survives("a.html", html.as_bytes());
    }

    #[test]
    fn any_damage_is_survived(at in 0..ARTICLE.len(), len in 0..40_usize, with in prop::collection::vec(any::<u8>(), 0..8)) {
        let mut bytes = ARTICLE.to_vec();
        bytes.splice(at..(at + len).min(ARTICLE.len()), with);
        law::survives("a.html", &bytes);
    }
}

#[test]
fn the_language_of_the_caller_goes_before_the_page() {
    let options = ReadOptions { language: Some(Language::English), ..ReadOptions::default() };
    assert_eq!(law::read_with("a.html", ARTICLE, &options).language, Some(Language::English));
}
