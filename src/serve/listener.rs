use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
};

use axum::Router;

use super::Stop;

/// A port of this machine that only this machine reaches.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    /// The same port of the loopback address of IPv6, where it can be had.
    second: Option<TcpListener>,
    port: u16,
}

impl Listener {
    /// Binds a port of the loopback addresses; 0 takes any free one.
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
        let bind = |address: SocketAddr| {
            let socket = TcpListener::bind(address)?;
            socket.set_nonblocking(true)?;
            io::Result::Ok(socket)
        };
        let socket = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let port = socket.local_addr()?.port();
        let second = bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).ok();
        Ok(Self { socket, second, port })
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
        self.serve_until(router, &Stop::default())
    }

    /// Answers until it is stopped.
    ///
    /// # Errors
    /// As [`Listener::serve`].
    pub fn serve_until(self, router: Router, stop: &Stop) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            if let Some(socket) = self.second {
                let socket = tokio::net::TcpListener::from_std(socket)?;
                let server = axum::serve(socket, router.clone()).with_graceful_shutdown(stop.stopped());
                tokio::spawn(server.into_future());
            }
            let socket = tokio::net::TcpListener::from_std(self.socket)?;
            axum::serve(socket, router).with_graceful_shutdown(stop.stopped()).await
        })?;
        runtime.shutdown_timeout(std::time::Duration::from_millis(500));
        Ok(())
    }
}
