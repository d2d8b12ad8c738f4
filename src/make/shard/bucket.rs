//! The one door that leads out of the machine: shards in a bucket of S3, in builds with the feature `s3`.
//!
//! Nothing is asked and nothing is sent unless a call names an address, `s3://<bucket>/<prefix>`. Endpoint, region and
//! keys are those of the usual `AWS_*` variables. An object is put only where there is none (`If-None-Match: *`), so two
//! machines that make one shard never disturb each other; what is there already is read and compared, never replaced.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey as Key, S3ConditionalPut};
use object_store::path::Path as ObjectPath;
use object_store::{ClientConfigKey, Error, ObjectStore, ObjectStoreExt, PutMode, RetryConfig};
use tokio::runtime::Runtime;

use super::shelf::{other, scheme};
use super::stored::whole;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::make::output::disk::Disk;
use crate::make::output::growing::Growing;
use crate::make::output::{Digest, file_fault, reason, sha256};

/// How an address of a bucket begins.
const SCHEME: &str = "s3";
/// Bytes that are fetched in one request.
const STEP: u64 = 16 << 20;
/// How long one request may take: the papers of a shard at one megabyte a second.
const LONGEST_REQUEST: &str = "10 minutes";
/// The variable that says otherwise.
const OF_REQUEST: &str = "AWS_TIMEOUT";
/// What is tried again here; after that it is the engine that tries again.
const TRIES: (usize, Duration) = (5, Duration::from_secs(60));
/// Letters of what a server says that are told.
const MOST_TOLD: usize = 300;
/// What stands before the status in the words of object_store.
const OF_STATUS: &str = "status code: ";
/// What stands around the words of a server in its answer.
const OF_SERVER: (&str, &str) = ("<Message>", "</Message>");

/// A place in a bucket.
#[derive(Debug)]
pub struct Bucket {
    /// As it was typed.
    address: PathBuf,
    store: Arc<dyn ObjectStore>,
    prefix: ObjectPath,
    runtime: Runtime,
}

impl Bucket {
    /// The place with the address `path`; `None` for what is no address.
    ///
    /// # Errors
    /// `TL022` for an address that can't be one of a bucket, `GF026` when the variables name no keys or an endpoint that
    /// may not be used, `GF001` to `GF005` when the system refuses.
    pub fn at(path: &Path) -> Result<Option<Self>, Diagnostic> {
        if scheme(path).is_none() {
            return Ok(None);
        }
        let (bucket, prefix) = parse(path)?;
        let store = builder(path)?.with_bucket_name(bucket).build();
        let store =
            store.map_err(|error| refused(path, &format!("cấu hình trong các biến AWS_*: {}", told(&error))))?;
        Bucket::over(path, Arc::new(store), prefix).map(Some)
    }

    fn over(address: &Path, store: Arc<dyn ObjectStore>, prefix: ObjectPath) -> Result<Self, Diagnostic> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| file_fault(address, &error))?;
        Ok(Bucket { address: address.to_path_buf(), store, prefix, runtime })
    }

    /// Its address.
    pub(super) fn name(&self) -> &Path {
        &self.address
    }

    /// The names of the objects in it, not of those in folders below it.
    ///
    /// # Errors
    /// `GF025`, `GF026`.
    pub(super) fn names(&self) -> Result<Vec<String>, Diagnostic> {
        let listed = self.runtime.block_on(self.store.list_with_delimiter(Some(&self.prefix)));
        let listed = listed.map_err(|error| fault(&self.address, &error))?;
        Ok(listed.objects.iter().filter_map(|object| object.location.filename()).map(str::to_owned).collect())
    }

    /// Brings the object `name` to the file `target`; whether there is one.
    ///
    /// # Errors
    /// `GF025`, `GF026`; `GF001` to `GF005` for `target`.
    pub(super) fn bring(&self, name: &str, target: &Path) -> Result<bool, Diagnostic> {
        let mut growing = Growing::begin(Arc::new(Disk), target)?;
        let mut take = |bytes: &[u8]| growing.write_all(bytes).map_err(|error| file_fault(target, &error));
        let is_there = self.read(name, &mut take)?.is_some();
        if is_there {
            growing.persist()?;
        }
        Ok(is_there)
    }

    /// Puts the file `source` as the object `name`, unless there is one; whether it was sent. One that is there with
    /// the same bytes is as good.
    ///
    /// # Errors
    /// `GF025`, `GF026`; `GF027` when there is one with other bytes, which stays.
    pub(super) fn put(&self, name: &str, source: &Path) -> Result<bool, Diagnostic> {
        let bytes = whole(source).map_err(|error| file_fault(source, &error))?;
        let own = (sha256(&bytes), bytes.len() as u64);
        if let Some(there) = self.sum(name)? {
            return self.same(name, &own, &there);
        }
        let object = self.object(name);
        match self.runtime.block_on(self.store.put_opts(&object, bytes.into(), PutMode::Create.into())) {
            Ok(_) => Ok(true),
            // Another machine was quicker, or the answer to our own first try was lost.
            Err(error @ Error::AlreadyExists { .. }) => match self.sum(name)? {
                Some(there) => self.same(name, &own, &there),
                None => Err(silent(&self.address.join(name), &error)),
            },
            Err(error) => Err(fault(&self.address.join(name), &error)),
        }
    }

    /// Nothing to be sent when `there` is what was to come.
    fn same(&self, name: &str, own: &(String, u64), there: &(String, u64)) -> Result<bool, Diagnostic> {
        if own == there {
            Ok(false)
        } else {
            Err(other(&self.address.join(name), "nội dung khác với tệp vừa làm"))
        }
    }

    /// The check sum and the length of the object `name`; `None` when there is none.
    fn sum(&self, name: &str) -> Result<Option<(String, u64)>, Diagnostic> {
        let mut digest = Digest::default();
        let mut take = |bytes: &[u8]| {
            digest.add(bytes);
            Ok(())
        };
        let length = self.read(name, &mut take)?;
        Ok(length.map(|length| (digest.finish(), length)))
    }

    /// Gives the bytes of the object `name` to `take`, piece by piece; their number, `None` when there is no object.
    fn read(
        &self,
        name: &str,
        take: &mut dyn FnMut(&[u8]) -> Result<(), Diagnostic>,
    ) -> Result<Option<u64>, Diagnostic> {
        let (object, address) = (self.object(name), self.address.join(name));
        let length = match self.runtime.block_on(self.store.head(&object)) {
            Ok(meta) => meta.size,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(fault(&address, &error)),
        };
        let mut from = 0;
        while from < length {
            let to = length.min(from + STEP);
            let bytes = self.runtime.block_on(self.store.get_range(&object, from..to));
            take(&bytes.map_err(|error| fault(&address, &error))?)?;
            from = to;
        }
        Ok(Some(length))
    }

    fn object(&self, name: &str) -> ObjectPath {
        self.prefix.clone().join(name)
    }
}

/// The bucket and the prefix of the address `path`.
fn parse(path: &Path) -> Result<(&str, ObjectPath), Diagnostic> {
    let refused = |why: &str| {
        let finding = Diagnostic::error(Code::TL022, format!("không phải địa chỉ của một kho S3: {why}"));
        finding.at(Place::file(path)).hint("địa chỉ có dạng `s3://<kho>/<thư mục>`, ví dụ `s3://thi-dua/2026/manh`")
    };
    let (word, rest) = path.to_str().and_then(|text| text.split_once("://")).unwrap_or_default();
    if word != SCHEME {
        return Err(refused(&format!("`{word}://` không dùng được")));
    }
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte);
    if bucket.is_empty() || !bucket.bytes().all(is_name) {
        return Err(refused("tên kho chỉ có chữ thường không dấu, số, dấu chấm và gạch"));
    }
    let prefix = ObjectPath::parse(prefix).map_err(|_| refused("phần sau tên kho có chỗ trống hoặc ký tự lạ"))?;
    Ok((bucket, prefix))
}

/// Endpoint, region and keys as the `AWS_*` variables say; nothing is looked for anywhere else.
fn builder(path: &Path) -> Result<AmazonS3Builder, Diagnostic> {
    let (most, longest) = TRIES;
    let tries = RetryConfig { max_retries: most, retry_timeout: longest, ..RetryConfig::default() };
    let builder = AmazonS3Builder::from_env().with_conditional_put(S3ConditionalPut::ETagMatch).with_retry(tries);
    let says = |key: Key| builder.get_config_value(&key).filter(|value| !value.is_empty());
    let has_keys = says(Key::AccessKeyId).is_some() && says(Key::SecretAccessKey).is_some()
        || says(Key::WebIdentityTokenFile).is_some() && says(Key::RoleArn).is_some()
        || says(Key::ContainerCredentialsRelativeUri).is_some()
        || says(Key::ContainerCredentialsFullUri).is_some() && says(Key::ContainerAuthorizationTokenFile).is_some();
    if !has_keys {
        return Err(refused(path, "chưa có khóa: cần `AWS_ACCESS_KEY_ID` và `AWS_SECRET_ACCESS_KEY`"));
    }
    let endpoint = says(Key::S3Endpoint).or_else(|| says(Key::Endpoint)).unwrap_or_default();
    let is_open = says(Key::Client(ClientConfigKey::AllowHttp)).is_some_and(|value| value == "true");
    if endpoint.to_ascii_lowercase().starts_with("http://") && !is_open {
        let why = format!("`{endpoint}` không mã hóa đường truyền; nếu đúng là muốn vậy thì đặt `AWS_ALLOW_HTTP=true`");
        return Err(refused(path, &why));
    }
    let is_said = std::env::var_os(OF_REQUEST).is_some();
    Ok(if is_said { builder } else { builder.with_config(Key::Client(ClientConfigKey::Timeout), LONGEST_REQUEST) })
}

/// What `error` of the object or bucket at `path` means for the call.
fn fault(path: &Path, error: &Error) -> Diagnostic {
    let status = match error {
        Error::PermissionDenied { .. } => Some(403),
        Error::Unauthenticated { .. } => Some(401),
        Error::NotFound { .. } => Some(404),
        Error::NotImplemented { .. } | Error::NotSupported { .. } => Some(501),
        Error::InvalidPath { .. } | Error::UnknownConfigurationKey { .. } => Some(400),
        _ => status(error),
    };
    match status {
        Some(401 | 403) => refused(path, "khóa không đúng, hoặc không được liệt kê, đọc và ghi ở đây"),
        Some(404) => refused(path, "không có kho này"),
        Some(501) => refused(path, "kho không biết ghi khi chưa có (`If-None-Match`)"),
        // Too slow, at the same time as another, too often.
        Some(408 | 409 | 429) => silent(path, error),
        Some(400..=499) => refused(path, &told(error)),
        _ => silent(path, error),
    }
}

/// The status that a server answered; of lists object_store keeps it to itself, but for its words.
fn status(error: &Error) -> Option<u16> {
    let text = innermost(error).to_string();
    let (_, rest) = text.split_once(OF_STATUS)?;
    rest.get(..3)?.parse().ok()
}

/// `GF026`: asking again would end the same.
fn refused(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(Code::GF026, format!("không dùng được kho S3: {why}")).at(Place::file(path)).hint(
        "xem lại địa chỉ và các biến `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`",
    )
}

/// `GF025`: the next try may go better.
fn silent(path: &Path, error: &Error) -> Diagnostic {
    Diagnostic::error(Code::GF025, format!("kho S3 không trả lời hoặc đang bận: {}", told(error)))
        .at(Place::file(path))
        .hint("chạy lại; lặp lại mãi thì xem mạng và `AWS_ENDPOINT_URL`")
}

/// The innermost reason of `error`, in the words of the server where it has some.
fn told(error: &Error) -> String {
    let inner = innermost(error);
    if let Some(error) = inner.downcast_ref::<io::Error>() {
        return reason(error);
    }
    let text = inner.to_string();
    let (begin, end) = OF_SERVER;
    let words = text.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map(|(words, _)| words);
    words.unwrap_or(&text).chars().take(MOST_TOLD).collect()
}

fn innermost(error: &Error) -> &(dyn std::error::Error + 'static) {
    let mut inner: &(dyn std::error::Error + 'static) = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner
}

#[cfg(test)]
mod tests {
    use object_store::memory::InMemory;

    use super::*;

    const ADDRESS: &str = "s3://thi-dua/2026";

    fn bucket(store: &Arc<InMemory>) -> Bucket {
        let prefix = parse(Path::new(ADDRESS)).unwrap().1;
        Bucket::over(Path::new(ADDRESS), Arc::clone(store) as Arc<dyn ObjectStore>, prefix).unwrap()
    }

    #[test]
    fn addresses_are_those_of_a_bucket_or_refused() {
        for (address, bucket, prefix) in [
            ("s3://a", "a", ""),
            ("s3://a/", "a", ""),
            ("s3://a-1/b/c/", "a-1", "b/c"),
            ("s3://a/Thi đua", "a", "Thi đua"),
        ] {
            assert_eq!(parse(Path::new(address)).unwrap(), (bucket, ObjectPath::parse(prefix).unwrap()), "{address}");
        }
        for address in
            ["s3://", "s3:///a", "s3://A/b", "s3://a b/c", "s3://a/b//c", "s3://a/../b", "https://a/b", "gs://a"]
        {
            assert_eq!(parse(Path::new(address)).unwrap_err().code, Code::TL022, "{address}");
        }
        for path in ["ket_qua", "s3:/a", "C://ket_qua", "./s3://a", "/a://b", ""] {
            assert!(Bucket::at(Path::new(path)).unwrap().is_none(), "{path}");
        }
    }

    #[test]
    fn an_object_is_put_once_and_never_replaced() {
        let (place, store) = (tempfile::tempdir().unwrap(), Arc::new(InMemory::new()));
        let (bucket, file) = (bucket(&store), place.path().join("a"));
        std::fs::write(&file, "một").unwrap();
        assert_eq!(bucket.put("a.zip", &file), Ok(true));
        assert_eq!(bucket.put("a.zip", &file), Ok(false));
        std::fs::write(&file, "hai").unwrap();
        let refused = bucket.put("a.zip", &file).unwrap_err();
        assert!(refused.code == Code::GF027 && refused.to_string().contains("s3://thi-dua/2026/a.zip"), "{refused}");
        assert_eq!(bucket.names(), Ok(vec!["a.zip".to_owned()]));
        let there = place.path().join("b");
        assert_eq!(bucket.bring("a.zip", &there), Ok(true));
        assert_eq!(std::fs::read_to_string(&there).unwrap(), "một");
    }

    #[test]
    fn what_is_not_there_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        assert_eq!(bucket(&Arc::default()).bring("a.zip", &place.path().join("a")), Ok(false));
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn large_objects_come_in_steps() {
        let (place, store) = (tempfile::tempdir().unwrap(), Arc::new(InMemory::new()));
        let (bucket, file, back) = (bucket(&store), place.path().join("a"), place.path().join("b"));
        for length in [0, STEP, STEP + 1] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            std::fs::write(&file, &bytes).unwrap();
            let name = format!("{length}.zip");
            assert_eq!(bucket.put(&name, &file), Ok(true));
            assert_eq!(bucket.bring(&name, &back), Ok(true));
            assert!(std::fs::read(&back).unwrap() == bytes, "{length}");
        }
    }

    #[test]
    fn only_what_may_go_better_is_to_be_tried_again() {
        let source = || Box::new(io::Error::from(io::ErrorKind::ConnectionRefused));
        let answer = |status: &str| {
            let text =
                format!("Server returned non-2xx status code: {status}: <Error><Message>words</Message></Error>");
            Error::Generic { store: "S3", source: text.into() }
        };
        let path = String::new;
        assert_eq!(told(&answer("400 Bad Request")), "words");
        for (error, code) in [
            (Error::Generic { store: "S3", source: source() }, Code::GF025),
            (answer("400 Bad Request"), Code::GF026),
            (answer("403 Forbidden"), Code::GF026),
            (answer("404 Not Found"), Code::GF026),
            (answer("409 Conflict"), Code::GF025),
            (answer("429 Too Many Requests"), Code::GF025),
            (answer("503 Service Unavailable"), Code::GF025),
            (Error::NotFound { path: path(), source: source() }, Code::GF026),
            (Error::PermissionDenied { path: path(), source: source() }, Code::GF026),
            (Error::Unauthenticated { path: path(), source: source() }, Code::GF026),
        ] {
            assert_eq!(fault(Path::new(ADDRESS), &error).code, code, "{error}");
        }
    }
}
