using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pulse.Bench.Loading;

/// <summary>
/// One kept connection that sends votes and reads the replies, with as little work as will do: what the load program
/// spends is taken from the host and the database on the same processors.
/// </summary>
internal sealed class HttpWire : IDisposable
{
    private static readonly byte[] _created = "HTTP/1.1 201"u8.ToArray();
    private static readonly byte[] _nextId = "\"next\":{\"id\":\""u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _sent = new byte[1024];
    private readonly byte[] _received = new byte[64 * 1024];

    /// <param name="Next">The statement that the reply carries; null when none is left.</param>
    public readonly record struct Answer(int Status, Guid? Next);

    public Task Connect(int port) => _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));

    /// <exception cref="SocketException">The host closed the connection.</exception>
    public async ValueTask<Answer> Vote(Person person, Guid statement, int vote, Guid key)
    {
        var length = Request(person.Token, statement, vote, key);
        await _socket.SendAsync(_sent.AsMemory(0, length));
        var filled = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_received.AsMemory(filled));
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            filled += read;
            if (IsWhole(_received.AsSpan(0, filled)))
            {
                return Read(_received.AsSpan(0, filled));
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private int Request(string token, Guid statement, int vote, Guid key)
    {
        var word = vote switch { 1 => "agree", -1 => "disagree", _ => "pass" };
        // {"statement":"…36…","vote":"…","languageRead":"en"}
        var body = 14 + 36 + 10 + word.Length + 22;
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST /v1/votes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}\r\n"
            + $"Idempotency-Key: {key}\r\nContent-Length: {body}\r\n\r\n"
            + $"{{\"statement\":\"{statement}\",\"vote\":\"{word}\",\"languageRead\":\"en\"}}"), _sent);
    }

    private static bool IsWhole(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = received[..end];
        var at = head.IndexOf("Content-Length: "u8);
        return at < 0
            ? received[(end + 4)..].EndsWith("0\r\n\r\n"u8)
            : Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) && received.Length >= end + 4 + length;
    }

    private static Answer Read(ReadOnlySpan<byte> reply)
    {
        if (!reply.StartsWith(_created))
        {
            return new Answer(Utf8Parser.TryParse(reply[9..], out int status, out _) ? status : 0, null);
        }

        var at = reply.IndexOf(_nextId);
        return new Answer(201, at >= 0 && Utf8Parser.TryParse(reply[(at + _nextId.Length)..], out Guid next, out _) ? next : null);
    }
}
