use std::path::Path;

use serde_json::json;

use super::*;

fn piece(text: &str) -> Piece {
    Piece { path: Path::new("a.van.tera").to_path_buf(), line: 5, column: 1, text: text.to_owned() }
}

fn findings(text: &str) -> Vec<String> {
    let data = json!({
        "don_vi": {"ten": "A", "nguoi_ky": {"ho_ten": ""}},
        "ca_nhan": [{"ho_ten": "B", "nam": [1]}],
        "trong": false,
    });
    let report = Linter::new(vec![piece(text)]).check(&Schema::of(&data), &[]);
    let shown = report.iter().map(|finding| {
        let hint = finding.hints.first().map_or("", |hint| hint.text.as_str());
        let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{} {} {hint}", finding.code, place.trim_start_matches("a.van.tera:"))
    });
    shown.collect()
}

#[test]
fn good_templates_have_no_findings() {
    for text in [
        "{{ don_vi.ten | chu_hoa }} {{ don_vi['ten'] }} {{ don_vi?.nguoi_ky?.ho_ten or 'x' }}",
        "{% for n in ca_nhan | sap_xep_theo_ten(theo=\"ho_ten\") %}{{ loop.index }}{{ n.ho_ten }}{% endfor %}",
        "{% set a = ca_nhan | first %}{{ a.ho_ten }}{% set b %}x{% endset %}{{ b }}",
        "{% if not trong and ca_nhan | length > 1 %}{% elif don_vi.ten is starting_with(pat='P') %}{% endif %}",
        "{{ [n.ho_ten for n in ca_nhan if n.nam] | join(sep=', ') }} {{ ca_nhan[0].ho_ten }} {{ ca_nhan[0:1] | length }}",
        "{% component ky(ten: string, nguoi = none) %}{{ ten }}{% if nguoi %}{{ nguoi.ho_ten }}{% endif %}{% endcomponent ky %}{{ <ky ten={don_vi.ten} nguoi={don_vi.nguoi_ky} /> }}",
        "{# {{ x }} #}{% raw %}{{ x }}{% endraw %}{{ {'a': don_vi.ten} | length }} {{ don_vi.ten ~ '{{ x }}' }}",
    ] {
        assert_eq!(findings(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn slips_are_found_wherever_they_stand() {
    for (text, finding) in [
        ("\n  {{ don_vj.ten }}", "MT002 6:6 có phải là `don_vi`?"),
        ("{{ don_vi.tenn }}", "MT002 5:11 có phải là `ten`?"),
        ("{% if trongg %}{% endif %}", "MT002 5:7 có phải là `trong`?"),
        ("{% if true or don_vi.nguoi_kyy %}{% endif %}", "MT002 5:22 có phải là `nguoi_ky`?"),
        ("{% for n in ca_nhan %}{{ n.ho_tem }}{% endfor %}", "MT002 5:28 có phải là `ho_ten`?"),
        ("{% for n in ca_nhan %}{% endfor %}{{ n }}", "MT002 5:38 ở đây có: ca_nhan, don_vi, trong"),
        ("{% set a = don_vi %}{{ a.tem }}", "MT002 5:26 có phải là `ten`?"),
        ("{{ trong | default(value=don_vi.x) }}", "MT002 5:33 ở đây có: nguoi_ky, ten"),
        ("{{ don_vi.ten.x }}", "MT002 5:15 "),
        ("{{ [n.hoten for n in ca_nhan] | length }}", "MT002 5:7 có phải là `ho_ten`?"),
        ("{{ loop.index }}", "MT002 5:4 ở đây có: ca_nhan, don_vi, trong"),
        ("{{ don_vi.ten | chu_ho }}", "MT003 5:17 có phải là `chu_hoa`?"),
        ("{% if trong is defind %}{% endif %}", "MT003 5:16 có phải là `defined`?"),
        ("{{ rang(end=3) | length }}", "MT003 5:4 có phải là `range`?"),
        (
            "{% component ky(a) %}{{ a.tem }}{% endcomponent ky %}{{ <ky a={don_vi} /> }}",
            "MT002 5:27 có phải là `ten`?",
        ),
        ("{% component ky(a) %}{{ b }}{% endcomponent ky %}", "MT002 5:25 có phải là `a`?"),
        ("{% component ky(a) %}{{ a }}{% endcomponent ky %}{{ <kyy a=\"x\" /> }}", "MT003 5:54 có phải là `ky`?"),
        ("{% include \"x\" %}", "MT003 5:12 dùng thành phần (component) thay vào"),
    ] {
        assert_eq!(findings(text), [finding], "{text}");
    }
}

#[test]
fn the_column_of_a_front_matter_string_is_counted_from_its_start() {
    let piece = Piece { column: 11, ..piece("{{ x }}") };
    assert_eq!(piece.place(1, 4), Place::line("a.van.tera", 5, 14));
    assert_eq!(piece.place(2, 4), Place::line("a.van.tera", 6, 4));
}

#[test]
fn where_nothing_is_known_no_empty_list_is_told() {
    let data = Schema::of(&json!({ "don_vi": { "cot": {} } }));
    let report = Linter::new(vec![piece("{{ don_vi.cot.so }}")]).check(&data, &[]);
    let hints: Vec<&str> = report.iter().flat_map(|finding| &finding.hints).map(|hint| hint.text.as_str()).collect();
    assert!(matches!(hints.as_slice(), [hint] if hint.starts_with("ở đây không có trường nào")), "{hints:?}");
}
