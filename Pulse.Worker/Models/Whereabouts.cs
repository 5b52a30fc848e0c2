using System.Net;
using System.Net.Sockets;

namespace Pulse.Worker.Models;

/// <summary>
/// What counts as inside: this machine and private networks (RFC 1918, RFC 4193, link-local). A name counts only if no
/// public name can look like it; where it leads is looked at again when it is connected to.
/// </summary>
public static class Whereabouts
{
    private static readonly IPNetwork[] _inside =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    private static readonly string[] _innerNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    public static bool IsInside(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var host = endpoint.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? IsInside(address)
            : !host.Contains('.', StringComparison.Ordinal)
                || _innerNames.Any(name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    public static bool IsInside(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _inside.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects only if every address that the name leads to is inside.</summary>
    /// <exception cref="OutsideAddressException">One of them is not; nothing was connected to.</exception>
    internal static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        if (!addresses.All(IsInside))
        {
            throw new OutsideAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name that was said to be inside leads outside.</summary>
public sealed class OutsideAddressException() : IOException("The name leads to an address outside.");
