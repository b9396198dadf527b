//! Text out of cells that hold HTML.

use quipu_domain::text::is_invisible;

/// Elements that begin a line of their own.
const BLOCKS: [&str; 19] = [
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "dl",
    "blockquote",
];
/// Elements that stand apart within a line.
const CELLS: [&str; 2] = ["td", "th"];
/// Elements that are part of a line.
const INLINE: [&str; 14] =
    ["a", "b", "i", "u", "em", "strong", "span", "sub", "sup", "font", "small", "s", "img", "o:p"];

/// The text without markup: one line for each paragraph or entry, characters in place of entities,
/// no blanks that say nothing. `None` if nothing is left. A `<` that begins no element stays.
pub(super) fn plain_text(html: &str) -> Option<String> {
    let text = without_elements(html);
    let text = html_escape::decode_html_entities(&text);
    let lines = text.lines().map(|line| {
        let shown: String = line.chars().filter(|character| !is_invisible(*character)).collect();
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

fn without_elements(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        match element(from) {
            Some((length, stands_for)) => {
                text.push_str(stands_for);
                rest = &from[length..];
            }
            None => {
                text.push('<');
                rest = &from[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// Length of the element that the text begins with, and what it stands for in the text.
fn element(html: &str) -> Option<(usize, &'static str)> {
    if html.starts_with("<!--") {
        return Some((html.find("-->")? + 3, ""));
    }
    let length = html.find('>')? + 1;
    let inside = &html[1..length - 1];
    let name = inside.trim_start_matches('/').trim_end_matches('/');
    let name = name.split_whitespace().next()?.to_ascii_lowercase();
    let known = |names: &[&str]| names.contains(&name.as_str());
    let stands_for = match () {
        () if known(&BLOCKS) => "\n",
        () if known(&CELLS) => " ",
        () if known(&INLINE) => "",
        () => return None,
    };
    Some((length, stands_for))
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn elements_go_and_characters_stay() {
        let text = |html: &str| plain_text(html).unwrap_or_default();
        assert_eq!(text("<p>\"Japan&rsquo;s&nbsp;INDC</p> <p>second</p>"), "\"Japan’s INDC\nsecond");
        assert_eq!(
            text("CO<sub>2</sub>, CH<SUB>4</SUB> <a href=\"http://x.org/?a=1\">here</a>"),
            "CO2, CH4 here"
        );
        assert_eq!(text("<ul> <li>one</li><li>two<br/>three</br></li></ul>"), "one\ntwo\nthree");
        assert_eq!(text("<tr><td>a</td><td>b</td></tr>"), "a b");
        assert_eq!(text("&Eacute;mission &lt;p&gt; &#40;x&#41; &bull;"), "Émission <p> (x) •");
    }

    #[test]
    fn a_mark_that_begins_no_element_stays() {
        assert_eq!(
            plain_text("<0.1% of global emissions and per capita > 2").as_deref(),
            Some("<0.1% of global emissions and per capita > 2")
        );
        assert_eq!(plain_text("[<Unofficial Translation]</p>").as_deref(), Some("[<Unofficial Translation]"));
        assert_eq!(plain_text("a < b").as_deref(), Some("a < b"));
        assert_eq!(plain_text("a <").as_deref(), Some("a <"));
        assert_eq!(plain_text("<p>&nbsp;</p>"), None);
    }
}
