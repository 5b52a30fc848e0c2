using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Pulse.Api;

/// <summary>One file of the phone client, as it is and compressed as far as it goes.</summary>
public sealed class PhoneFile
{
    private readonly string _mediaType;
    private readonly (string Encoding, byte[] Bytes, EntityTagHeaderValue Tag)[] _versions;

    public PhoneFile(string path, byte[] bytes)
    {
        _mediaType = Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json",
            ".svg" => "image/svg+xml",
            var other => throw new InvalidOperationException($"the phone has no files of kind {other}"),
        };
        var hash = Convert.ToHexString(SHA256.HashData(bytes))[..16];
        _versions =
        [
            Version("br", Compressed(bytes, into => new BrotliStream(into, CompressionLevel.SmallestSize, leaveOpen: true))),
            Version("gzip", Compressed(bytes, into => new GZipStream(into, CompressionLevel.SmallestSize, leaveOpen: true))),
            Version("", bytes),
        ];

        (string, byte[], EntityTagHeaderValue) Version(string encoding, byte[] version) =>
            (encoding, version, new EntityTagHeaderValue($"\"{hash}{encoding}\""));
    }

    /// <param name="keep">Whether the browser may keep it and ask only if it is still the same.</param>
    public Task Serve(HttpContext http, bool keep)
    {
        ArgumentNullException.ThrowIfNull(http);
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding
            .Where(one => one.Quality is null or > 0).Select(one => one.Value.Value).ToHashSet();
        var (encoding, bytes, tag) = _versions.First(version => version.Encoding == "" || accepted.Contains(version.Encoding));
        var headers = http.Response.GetTypedHeaders();
        http.Response.Headers.CacheControl = keep ? "no-cache" : "no-store";
        http.Response.Headers.Vary = keep ? HeaderNames.AcceptEncoding : $"{HeaderNames.AcceptEncoding}, {HeaderNames.AcceptLanguage}";
        if (keep)
        {
            headers.ETag = tag;
            if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        http.Response.ContentType = _mediaType;
        http.Response.ContentLength = bytes.Length;
        if (encoding != "")
        {
            http.Response.Headers.ContentEncoding = encoding;
        }

        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static byte[] Compressed(byte[] bytes, Func<Stream, Stream> compressing)
    {
        using var wire = new MemoryStream();
        using (var into = compressing(wire))
        {
            into.Write(bytes);
        }

        return wire.ToArray();
    }
}
