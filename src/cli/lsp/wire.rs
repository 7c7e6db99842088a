//! Messages of an editor over standard input and output.
//!
//! The protocol has each tell its length before it comes. What `lsp-server` reads of standard input it makes room for at once, so that
//! a length alone takes all memory: here room is made as bytes come, and no message is longer than any text of a project.

use std::io::{self, BufRead, ErrorKind, Read};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message};

/// Bytes of the longest message: a text of the largest file, with every character escaped, and more.
const MOST: u64 = 64 << 20;
/// Bytes of the longest head of one.
const HEAD: u64 = 8 << 10;

/// The threads that read and write.
pub(super) struct Threads {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Threads {
    /// Waits until both have ended.
    ///
    /// # Errors
    /// What was read is no message, or nothing can be written.
    pub(super) fn join(self) -> io::Result<()> {
        let broken = || Err(io::Error::other("the connection broke off"));
        self.reader.join().unwrap_or_else(|_| broken())?;
        self.writer.join().unwrap_or_else(|_| broken())
    }
}

/// A connection over standard input and output.
pub(super) fn connection() -> io::Result<(Connection, Threads)> {
    let (own, editor) = Connection::memory();
    let Connection { sender, receiver } = editor;
    let reader = thread::Builder::new().name("lsp-reader".to_owned()).spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(message) = read(&mut input)? {
            let is_exit = matches!(&message, Message::Notification(told) if told.method == "exit");
            if sender.send(message).is_err() || is_exit {
                break;
            }
        }
        Ok(())
    })?;
    let writer = thread::Builder::new().name("lsp-writer".to_owned()).spawn(move || {
        let mut output = io::stdout().lock();
        receiver.into_iter().try_for_each(|message| message.write(&mut output))
    })?;
    Ok((own, Threads { reader, writer }))
}

/// The next message; nothing at the end.
fn read(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let invalid = |words: &str| io::Error::new(ErrorKind::InvalidData, words.to_owned());
    let (mut head, mut length) = (Vec::new(), None);
    loop {
        let begin = head.len();
        let room = HEAD - begin as u64;
        if input.by_ref().take(room).read_until(b'\n', &mut head)? == 0 {
            return if room > 0 { Ok(None) } else { Err(invalid("the head of a message is too long")) };
        }
        let line = String::from_utf8_lossy(&head[begin..]).trim().to_owned();
        if line.is_empty() {
            break;
        }
        let value =
            line.split_once(':').filter(|(name, _)| name.trim().eq_ignore_ascii_case("content-length"));
        if let Some((_, value)) = value {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.ok_or_else(|| invalid("a message does not tell its length"))?;
    if length > MOST {
        return Err(invalid(&format!("a message of {length} bytes is too long")));
    }
    let mut whole = format!("Content-Length: {length}\r\n\r\n").into_bytes();
    if (input.by_ref().take(length).read_to_end(&mut whole)? as u64) < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    // What the library says of it repeats the whole message.
    Message::read(&mut whole.as_slice()).map_err(|_| invalid("a message is no JSON of the protocol"))
}
