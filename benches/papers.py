"""The papers of `benches/peers.py`: their facts, and the template of each program, which holds every fact as a field.

All print the same words on the shell of the decree: a head of two columns, a title, paragraphs, a table with lines, a
signature. `form` has its lines in the template with fields in them and a loop over the rows of its table, the other
loads loops over paragraphs and rows.
"""

import json

SENTENCES = ["Các phòng, đơn vị thuộc Sở tổ chức phát động, đăng ký thi đua",
             "Nhằm huy động tinh thần đoàn kết, sáng tạo của công chức trong việc thực hiện nhiệm vụ, mỗi phòng chọn một việc để làm tốt hơn năm trước"]
FORM = ["Thực hiện Kế hoạch số [ke_hoach] của [chu_quan] về phát động phong trào [phong_trao], [co_quan] đăng ký thi đua như sau:",
        "1. Tập thể",
        "Số công chức hiện có: [so_nguoi] người, trong đó nữ: [so_nu] người.",
        "Danh hiệu đăng ký: [danh_hieu]. Chỉ tiêu hồ sơ giải quyết trước hạn: [chi_tieu]%.",
        "2. Cá nhân",
        "Số lượng: [so_ca_nhan] người, trong đó [so_chien_si] người đăng ký danh hiệu [chien_si].",
        "3. Sáng kiến, giải pháp dự kiến",
        "[co_quan] cam kết thực hiện các nội dung đã đăng ký và báo cáo kết quả trước ngày [han]."]
FORM_HEAD = ["TT", "Tên sáng kiến, giải pháp", "Người thực hiện", "Hoàn thành"]
LIST_HEAD = ["TT", "Họ và tên", "Đơn vị", "Điểm"]
# Paragraphs and rows.
SIZES = {"form": (0, 4), "report": (40, 30), "list": (1, 1_840), "annex": (1, 10_000)}
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def head(load: str) -> list[str]:
    """The head of the table."""
    return FORM_HEAD if load == "form" else LIST_HEAD


def facts(load: str, at: int) -> dict:
    """What stands on the paper number `at`: no two have the same."""
    pars, rows = SIZES[load]
    row = lambda line: [str(line), f"Số hóa hồ sơ lưu trữ nhóm {at + line}", f"Nguyễn Văn {line}", f"Quý {line}/2022"]
    person = lambda line: [str(line), f"Trần Văn {at + line}", f"Phòng {line % 40}", f"{80 + line % 20},5"]
    return {
        "co_quan": f"Phòng số {at}", "chu_quan": "Sở Tài chính Kiên Giang", "dia_danh": "Kiên Giang", "ngay": "15 tháng 3 năm 2022",
        "ten": "Đăng ký" if load == "form" else "Báo cáo", "trich_yeu": "Thi đua cải cách hành chính năm 2022",
        "ke_hoach": "41/KH-STC", "phong_trao": "thi đua cải cách hành chính năm 2022", "so_nguoi": str(8 + at % 30), "so_nu": str(at % 8),
        "danh_hieu": "Tập thể lao động xuất sắc", "chi_tieu": str(80 + at % 20), "so_ca_nhan": str(5 + at % 20), "so_chien_si": str(at % 5),
        "chien_si": "Chiến sĩ thi đua cơ sở", "han": "15 tháng 11 năm 2022", "noi_nhan": "Ban Giám đốc Sở", "luu": "VT, VP",
        "chuc_vu": "TRƯỞNG PHÒNG", "ho_ten": f"Lê Thị Hoa {at}",
        "doan": [f"{SENTENCES[par % 2]} lần thứ {at + par}." for par in range(pars)],
        "bang": [(row if load == "form" else person)(line) for line in range(1, rows + 1)],
    }


def filled(text: str, field) -> str:
    """`text` with each [name] as `field` writes it."""
    return "".join(field(part[:-1]) + tail if name else part for name, part, tail in pieces(text))


def pieces(text: str):
    for index, part in enumerate(text.split("[")):
        name, closed, tail = part.partition("]")
        yield (True, name + "]", tail) if index and closed else (False, part, "")


def words(load: str, at: int) -> list[str]:
    """Every word that must be read on the paper number `at`."""
    of = facts(load, at)
    lines = [filled(line, lambda name: of[name]) for line in FORM] if load == "form" else of["doan"]
    told = [of[name] for name in ("chu_quan", "co_quan", "dia_danh", "ngay", "ten", "trich_yeu", "noi_nhan", "luu", "chuc_vu", "ho_ten")]
    return " ".join([*told, *MOTTO, *lines, *head(load), *(cell for row in of["bang"] for cell in row)]).casefold().split()


def parts(load: str) -> int:
    """How many cells of data hold the rows of a paper's table, as a cell has a limit of letters."""
    return -(-SIZES[load][1] // 2_000)


def van(load: str) -> str:
    """For vanthu: paragraphs and rows of the table come as cells, as a row of data has no lists."""
    field = lambda name: "{{ hang.%s }}" % name
    lines = "".join(filled(line, field) + "\n" for line in FORM[:-1]) if load == "form" else '{% for doan in hang.doan | split(pat=";") %}\n{{ doan }}\n{% endfor %}\n'
    last = filled(FORM[-1], field) + "\n" if load == "form" else ""
    table = "| " + " | ".join(head(load)) + " |\n|---|---|---|---|\n"
    row = '{%% for dong in hang.bang_%d | split(pat=";") %%}\n| {%% for o in dong | split(pat="|") %%}{{ o }} | {%% endfor %%}\n{%% endfor %%}\n'
    rows = "".join(row % part for part in range(parts(load)))
    return ('+++\nloai = "bieu_mau"\nten_loai = "{{ hang.ten }}"\nco_quan_chu_quan = "{{ hang.chu_quan }}"\nco_quan = "{{ hang.co_quan }}"\n'
            'dia_danh = "{{ hang.dia_danh }}"\nngay = "2022-03-15"\ntrich_yeu = "{{ hang.trich_yeu }}"\nnoi_nhan = ["{{ hang.noi_nhan }}"]\n'
            'luu = "{{ hang.luu }}"\n[[chu_ky]]\nquyen_han = ["{{ hang.chuc_vu }}"]\nho_ten = "{{ hang.ho_ten }}"\n+++\n' + lines + table + rows + last)


def van_rows(load: str, count: int) -> str:
    """The data of `count` papers for vanthu."""
    def flat(of: dict) -> dict:
        rows = ["|".join(row) for row in of.pop("bang")]
        return of | {"doan": ";".join(of["doan"])} | {f"bang_{part}": ";".join(rows[2_000 * part:2_000 * (part + 1)]) for part in range(parts(load))}
    return json.dumps([flat(facts(load, at)) for at in range(count)], ensure_ascii=False)


def typst_source(load: str) -> str:
    """For Typst's compiler, which gets the facts of each paper as JSON. Its measures are near those of vanthu, so that pages are as many."""
    field = lambda name: f"#hang.{name};"
    lines = "\n\n".join(filled(line, field).replace("1. ", "1\\. ").replace("2. ", "2\\. ").replace("3. ", "3\\. ") for line in FORM[:-1])
    last = filled(FORM[-1], field)
    if load != "form":
        lines, last = "#for doan in hang.doan [#doan#parbreak()]", ""
    return f"""#let hang = json(bytes(sys.inputs.hang))
#set document(title: hang.ten + " " + hang.trich_yeu, date: datetime(year: 2022, month: 3, day: 15))
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, linebreaks: "simple", leading: 0.58em, spacing: 1em, first-line-indent: (amount: 1cm, all: true))
#let centred(body) = align(center, {{ set par(first-line-indent: 0pt); body }})
#grid(columns: (2fr, 3fr), centred[#set text(size: 13pt)
#upper(hang.chu_quan) \\ *#upper(hang.co_quan)*], centred[#set text(size: 13pt)
*{MOTTO[0]}* \\ *{MOTTO[1]}* \\ _#hang.dia_danh, ngày #hang.ngay;_])
#title(centred(text(size: 14pt, upper(hang.ten))))
#centred[*#hang.trich_yeu*]

{lines}

#table(columns: (1.2cm, 1fr, 1fr, 2.6cm), inset: (x: 2mm, y: 1.2mm), stroke: 0.5pt, align: (center, left, left, center), table.header({", ".join(f"[*{cell}*]" for cell in head(load))}), ..hang.bang.flatten())

{last}

#block(breakable: false, grid(columns: (1fr, 1fr), [#set par(first-line-indent: 0pt); #set text(size: 11pt)
_*Nơi nhận:*_ \\ - #hang.noi_nhan; \\ - Lưu: #hang.luu;.], centred[*#hang.chuc_vu* #v(2cm) *#hang.ho_ten*]))
"""


STYLE = """@font-face{font-family:Tinos;src:url(FONTS/Tinos-Regular.ttf)}@font-face{font-family:Tinos;font-weight:bold;src:url(FONTS/Tinos-Bold.ttf)}
@font-face{font-family:Tinos;font-style:italic;src:url(FONTS/Tinos-Italic.ttf)}
@page{size:A4;margin:2cm 1.5cm 2cm 3cm;@top-center{content:counter(page)}}body{font:14pt Tinos;margin:0}p{text-align:justify;text-indent:1cm;margin:0 0 6pt}
h1{font-size:14pt;text-align:center;text-transform:uppercase;margin:6pt 0 0}table{border-collapse:collapse;width:100%}.k td{text-align:center;vertical-align:top}
.b td,.b th{border:.5pt solid;padding:1mm 2mm}.b{margin:6pt 0}.h{text-transform:uppercase}"""


def html(load: str, at: int) -> str:
    """For WeasyPrint."""
    of = facts(load, at)
    pars = lambda lines: "".join(f"<p>{line}</p>" for line in lines)
    lines = [filled(line, lambda name: of[name]) for line in FORM] if load == "form" else of["doan"]
    lines, last = (lines[:-1], lines[-1:]) if load == "form" else (lines, [])
    row = lambda cells, tag: "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
    return (f"<html lang=vi><title>{of['ten']} {of['trich_yeu']}</title><table class=k><tr><td class=h>{of['chu_quan']}<br><b>{of['co_quan']}</b><td><b>{MOTTO[0]}<br>{MOTTO[1]}</b>"
            f"<br><i>{of['dia_danh']}, ngày {of['ngay']}</i></table><h1>{of['ten']}</h1><div style='text-align:center'><b>{of['trich_yeu']}</b></div>{pars(lines)}"
            f"<table class=b><thead>{row(head(load), 'th')}</thead>{''.join(row(cells, 'td') for cells in of['bang'])}</table>{pars(last)}"
            f"<table class=k><tr><td style='text-align:left'>Nơi nhận:<br>- {of['noi_nhan']};<br>- Lưu: {of['luu']}.<td><b>{of['chuc_vu']}<br><br><br>{of['ho_ten']}</b></table>")


# How docxtpl and docxtemplater write a field, a field of the row at hand, and loops over paragraphs and rows. A loop of
# docxtpl begins and ends in paragraphs and rows of its own.
SIGNS = {
    "docxtpl": ("{{ %s }}", "{{ dong.%d }}", ("{%p for doan in doan %}", "{{ doan }}", "{%p endfor %}"), ("{%tr for dong in bang %}", "{%tr endfor %}")),
    "docxtemplater": ("{%s}", "{o%d}", ("{#doan}", "{.}", "{/doan}"), ("{#bang}", "{/bang}")),
}


def docx_template(load: str, peer: str, path) -> None:
    """For docxtpl and docxtemplater: a file as Word keeps it, made with python-docx."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Cm, Pt
    field, cell_field, around, loop = SIGNS[peer]
    is_picture = lambda link: link.reltype.endswith("/thumbnail")
    document = docx.Document()
    links = document.part.package.rels
    for key in [key for key, link in links.items() if is_picture(link)]:
        del links[key]
    section, normal = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(1.5), Cm(2), Cm(2)
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1

    def write(paragraph, text, bold=False, italic=False, align=ALIGN.CENTER, size=None):
        run = paragraph.add_run(filled(text, lambda name: field % name))
        run.font.all_caps = text in ("[chu_quan]", "[co_quan]", "[ten]") or None
        run.bold, run.italic, run.font.size, paragraph.alignment = bold or None, italic or None, size and Pt(size), align

    def body(text):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1)
        write(paragraph, text, align=ALIGN.JUSTIFY)

    def pair(left, right):
        cells = document.add_table(1, 2).rows[0].cells
        for cell, lines in zip(cells, (left, right)):
            for index, (text, *look) in enumerate(lines):
                write(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), text, *look)

    pair([("[chu_quan]", False, False, ALIGN.CENTER, 13), ("[co_quan]", True, False, ALIGN.CENTER, 13)],
         [(MOTTO[0], True, False, ALIGN.CENTER, 13), (MOTTO[1], True), ("[dia_danh], ngày [ngay]", False, True)])
    write(document.add_paragraph(), "[ten]", bold=True)
    write(document.add_paragraph(), "[trich_yeu]", bold=True)
    for line in FORM[:-1] if load == "form" else around:
        body(line)
    table = document.add_table(1, 4)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head(load)):
        write(cell.paragraphs[0], text, bold=True)
    opening, closing = loop
    fields = [cell_field % at for at in range(4)]
    own_rows = peer == "docxtpl"
    lines = [[opening, "", "", ""], fields, [closing, "", "", ""]] if own_rows else [[opening + fields[0], *fields[1:3], fields[3] + closing]]
    for line in lines:
        for at, (cell, text) in enumerate(zip(table.add_row().cells, line)):
            write(cell.paragraphs[0], text, align=ALIGN.CENTER if at in (0, 3) else ALIGN.LEFT)
    document.add_paragraph()
    if load == "form":
        body(FORM[-1])
    pair([("Nơi nhận:", True, True, ALIGN.LEFT, 12), ("- [noi_nhan];", False, False, ALIGN.LEFT, 11), ("- Lưu: [luu].", False, False, ALIGN.LEFT, 11)],
         [("[chuc_vu]", True), ("",), ("",), ("[ho_ten]", True)])
    document.save(path)
