use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};

use axum::Router;

/// A port of this machine that only this machine reaches.
#[derive(Debug)]
pub struct Listener {
    socket: std::net::TcpListener,
    port: u16,
}

impl Listener {
    /// Binds a port of the loopback address; 0 takes any free one.
    ///
    /// # Errors
    /// When another program has the port.
    ///
    /// ```
    /// use drogman::serve::Listener;
    /// let listener = Listener::bind(0).unwrap();
    /// assert_eq!(listener.address(), format!("http://127.0.0.1:{}", listener.port()));
    /// assert!(Listener::bind(listener.port()).is_err());
    /// ```
    pub fn bind(port: u16) -> io::Result<Self> {
        let socket = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        socket.set_nonblocking(true)?;
        let port = socket.local_addr()?.port();
        Ok(Self { socket, port })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What a browser or an editor is given, without a path.
    pub fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Answers until the program ends.
    ///
    /// # Errors
    /// When the system gives no threads or takes the port away.
    pub fn serve(self, router: Router) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build()?;
        runtime.block_on(async {
            let socket = tokio::net::TcpListener::from_std(self.socket)?;
            axum::serve(socket, router).await
        })
    }
}
