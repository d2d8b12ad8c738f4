//! Why something could not be written, in the words of the clerk.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::journal::{NAME, Refusal};
use crate::base::diag::{Code, Diagnostic, Place};

/// The code of a full disk: what comes after in the same run would fail as well.
pub const DISK_FULL: Code = Code::GF004;

pub(super) fn locked(target: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::GF002, format!("không ghi đè được tệp: {reason}")).at(Place::file(target)).hint(
        "đóng tệp trong Word hay trình xem PDF, bỏ thuộc tính chỉ đọc, rồi chạy lại; hoặc chọn nơi khác bằng `--out`",
    )
}

pub(super) fn folder_fault(folder: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => file_fault(folder, error),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            Diagnostic::error(Code::GF001, "không tạo được thư mục kết quả: trên đường dẫn này đã có một tệp")
                .at(Place::file(folder))
                .hint("chọn một thư mục khác bằng `--out`")
        }
        _ => Diagnostic::error(Code::GF001, format!("không tạo được thư mục kết quả: {}", reason(error)))
            .at(Place::file(folder))
            .hint("chọn bằng `--out` một thư mục mà tài khoản của bạn được ghi"),
    }
}

/// The fault of `error` in writing the file `target`: `GF002` to `GF005`.
pub fn file_fault(target: &Path, error: &io::Error) -> Diagnostic {
    if is_sharing_violation(error) {
        return locked(target, "tệp đang mở trong chương trình khác");
    }
    let finding = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Diagnostic::error(DISK_FULL, "hết chỗ trên ổ đĩa")
            .hint("xóa bớt tệp hoặc chọn ổ đĩa khác bằng `--out`, rồi chạy lại"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Diagnostic::error(Code::GF003, "không được phép ghi vào thư mục này")
                .hint("chọn bằng `--out` một thư mục mà tài khoản của bạn được ghi")
        }
        ErrorKind::InvalidData => {
            let message = "không lập được tệp này: một văn bản phải có trong đó không còn đúng như vừa được tạo";
            Diagnostic::error(Code::GF018, message)
                .hint("đóng chương trình đang sửa tệp trong thư mục kết quả rồi chạy lại")
        }
        _ => Diagnostic::error(Code::GF005, format!("không ghi được tệp: {}", reason(error)))
            .hint("thử lại, hoặc chọn nơi khác bằng `--out`"),
    };
    finding.at(Place::file(target))
}

/// Windows refuses to touch a file that another program holds open.
fn is_sharing_violation(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Why the system refused, in Vietnamese where the case is a common one.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "không tìm thấy".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".to_owned(),
        ErrorKind::IsADirectory => "đây là một thư mục".to_owned(),
        ErrorKind::InvalidFilename => "tên không hợp lệ hoặc quá dài".to_owned(),
        ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        ErrorKind::QuotaExceeded => "đã dùng hết phần ổ đĩa được cấp".to_owned(),
        ErrorKind::FileTooLarge => "tệp quá lớn".to_owned(),
        ErrorKind::NotADirectory => "một phần của đường dẫn không phải thư mục".to_owned(),
        ErrorKind::DirectoryNotEmpty => "thư mục không trống".to_owned(),
        ErrorKind::AlreadyExists => "đã có tệp hoặc thư mục cùng tên".to_owned(),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "chương trình khác đang giữ tệp".to_owned(),
        ErrorKind::BrokenPipe => "chương trình nhận kết quả đã dừng".to_owned(),
        ErrorKind::OutOfMemory => "máy hết bộ nhớ".to_owned(),
        ErrorKind::Unsupported => "không phải tệp thường (ống dẫn, thiết bị)".to_owned(),
        ErrorKind::TimedOut | ErrorKind::Interrupted => "ổ đĩa không trả lời".to_owned(),
        ErrorKind::NetworkDown | ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => {
            "không nối được với ổ đĩa mạng".to_owned()
        }
        _ => format!("hệ thống từ chối vì lý do khác (báo: {error})"),
    }
}

/// Why the folder `root` can't be held.
pub(super) fn refused(root: &Path, refusal: &Refusal) -> Diagnostic {
    match refusal {
        Refusal::InUse => Diagnostic::error(Code::GF014, "một lần chạy khác đang ghi vào thư mục kết quả này")
            .at(Place::file(root))
            .hint("chờ lần chạy ấy xong rồi chạy lại, hoặc chọn thư mục khác bằng `--out`"),
        Refusal::NotAFile => taken(&root.join(NAME)),
        Refusal::System(error) => file_fault(root, error),
    }
}

/// `GF017`: what stands at `path` is not the file of ours that belongs there.
pub fn taken(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::GF017, "tên này dành cho tệp của chương trình, nhưng ở đây là thứ khác")
        .at(Place::file(path))
        .hint("đổi tên hoặc chuyển nó đi nơi khác, hoặc chọn thư mục khác bằng `--out`")
}
