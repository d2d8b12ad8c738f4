//! Every filter that a template may use, with what it does and an example: one table for the check of
//! templates, for `vanthu mau --bien` and for the test that each example gives what it says.

use super::Yield;

/// A filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filter {
    pub name: &'static str,
    pub gives: Yield,
    /// What it does, in Vietnamese.
    pub help: &'static str,
    /// A template and what it becomes.
    pub example: (&'static str, &'static str),
}

const fn filter(name: &'static str, gives: Yield, help: &'static str, from: &'static str, to: &'static str) -> Filter {
    Filter { name, gives, help, example: (from, to) }
}

/// Ours first, then those of Tera that make sense here.
#[rustfmt::skip]
pub const FILTERS: &[Filter] = &[
    filter("ngay", Yield::Scalar, "ngày trong văn bản, phần trống để viết tay", "{{ '2022-03-05' | ngay }}", "ngày 05 tháng 3 năm 2022"),
    filter("ngay_so", Yield::Scalar, "ngày viết gọn", "{{ '2022-03-25' | ngay_so }}", "25/3/2022"),
    filter("ngay_bang_chu", Yield::Scalar, "ngày bằng chữ", "{{ '2022-04-25' | ngay_bang_chu }}", "ngày hai mươi lăm tháng tư năm hai nghìn không trăm hai mươi hai"),
    filter("bo_ngay", Yield::Scalar, "bỏ ngày, giữ tháng và năm", "{{ '2022-04-25' | bo_ngay }}", "2022-04"),
    filter("so_bang_chu", Yield::Scalar, "số bằng chữ", "{{ 21 | so_bang_chu }}", "hai mươi mốt"),
    filter("hai_chu_so", Yield::Scalar, "số dưới 10 thêm số 0", "{{ 2 | hai_chu_so }}", "02"),
    filter("so_viet", Yield::Scalar, "số theo cách viết Việt Nam; le: số chữ số sau dấu phẩy", "{{ 1234567.5 | so_viet(le=2) }}", "1.234.567,50"),
    filter("chu_hoa", Yield::Scalar, "cả chuỗi thành chữ hoa", "{{ 'sở tài chính' | chu_hoa }}", "SỞ TÀI CHÍNH"),
    filter("chu_thuong", Yield::Scalar, "cả chuỗi thành chữ thường", "{{ 'PHÒNG' | chu_thuong }}", "phòng"),
    filter("hoa_dau", Yield::Scalar, "viết hoa chữ đầu", "{{ 'đề án' | hoa_dau }}", "Đề án"),
    filter("thuong_dau", Yield::Scalar, "viết thường chữ đầu", "{{ 'Đề án' | thuong_dau }}", "đề án"),
    filter("dau_nhay", Yield::Scalar, "đặt trong ngoặc kép", "{{ 'Cải cách' | dau_nhay }}", "“Cải cách”"),
    filter("het_cau", Yield::Scalar, "thêm dấu chấm nếu chưa có dấu ở cuối", "{{ 'Đã họp' | het_cau }}", "Đã họp."),
    filter("bo_dau_cuoi", Yield::Scalar, "bỏ dấu chấm, dấu phẩy ở cuối", "{{ 'Đã họp;' | bo_dau_cuoi }}", "Đã họp"),
    filter("viet_tat", Yield::Scalar, "tên viết tắt của đơn vị, không có thì tên", "{{ don_vi | viet_tat }}", "NS"),
    filter("sap_xep_theo_ten", Yield::Same, "danh sách người theo tên gọi, vần tiếng Việt; theo: tên trường", "{{ ['Trần Bình', 'Lê An'] | sap_xep_theo_ten | join(sep=', ') }}", "Lê An, Trần Bình"),
    filter("safe", Yield::Scalar, "là văn bản .van, không phải chữ thường: dấu của .van có tác dụng", "{{ '**đậm**' | safe }}", "**đậm**"),
    filter("default", Yield::Any, "giá trị dùng khi không có", "{{ khong_co | default(value='–') }}", "–"),
    filter("trim", Yield::Scalar, "bỏ khoảng trống ở hai đầu", "{{ ' a ' | trim }}", "a"),
    filter("replace", Yield::Scalar, "thay chữ", "{{ 'UBND xã' | replace(from='UBND', to='Ủy ban nhân dân') }}", "Ủy ban nhân dân xã"),
    filter("str", Yield::Scalar, "thành chuỗi", "{{ 5 | str }}", "5"),
    filter("int", Yield::Scalar, "thành số nguyên", "{{ '5' | int }}", "5"),
    filter("float", Yield::Scalar, "thành số thập phân", "{{ '5.5' | float }}", "5.5"),
    filter("length", Yield::Scalar, "số phần tử của danh sách, số chữ của chuỗi", "{{ ['a', 'b'] | length }}", "2"),
    filter("reverse", Yield::Same, "đảo thứ tự danh sách", "{{ ['a', 'b'] | reverse | join(sep=', ') }}", "b, a"),
    filter("split", Yield::Any, "tách chuỗi thành danh sách", "{{ 'a;b' | split(pat=';') | join(sep=', ') }}", "a, b"),
    filter("abs", Yield::Scalar, "giá trị tuyệt đối", "{{ -3 | abs }}", "3"),
    filter("round", Yield::Scalar, "làm tròn", "{{ 2.6 | round | int }}", "3"),
    filter("first", Yield::Item, "phần tử đầu", "{{ ['a', 'b'] | first }}", "a"),
    filter("last", Yield::Item, "phần tử cuối", "{{ ['a', 'b'] | last }}", "b"),
    filter("nth", Yield::Item, "phần tử thứ n, đếm từ 0", "{{ ['a', 'b'] | nth(n=1) }}", "b"),
    filter("join", Yield::Scalar, "nối danh sách thành chuỗi", "{{ ['a', 'b'] | join(sep='; ') }}", "a; b"),
    filter("sort", Yield::Same, "sắp xếp theo bảng mã; tên người: dùng sap_xep_theo_ten", "{{ [3, 1] | sort | join(sep=', ') }}", "1, 3"),
    filter("unique", Yield::Same, "bỏ phần tử trùng", "{{ ['a', 'a'] | unique | join(sep=', ') }}", "a"),
    filter("get", Yield::Any, "giá trị của một trường theo tên", "{{ don_vi | get(key='ten') }}", "Phòng Ngân sách"),
    filter("group_by", Yield::Any, "gom danh sách theo một trường", "{% set nhom = [don_vi] | group_by(attribute='viet_tat') %}{{ nhom.NS | length }}", "1"),
];
