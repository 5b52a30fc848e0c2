using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pulse.Api;

/// <summary>
/// The phone client: a few plain files, compressed once at the start and served from memory. The browser asks for them
/// again each time and usually has them already (ETag); the page itself is never kept, so that Back finds no copy.
/// </summary>
public static class PhonePages
{
    /// <summary>Stands in index.html where the languages go: one link for each file in strings/.</summary>
    private const string Languages = "<!-- languages -->";

    private const string Page = "/index.html";

    public static void Use(WebApplication app, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = Read(folder);
        app.Use((http, next) =>
            (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
                && files.TryGetValue(http.Request.Path == "/" ? Page : http.Request.Path.Value ?? "", out var file)
                ? file.Serve(http, keep: file != files[Page])
                : next(http));
    }

    private static FrozenDictionary<string, PhoneFile> Read(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => "/" + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'),
            File.ReadAllBytes);
        var links = files.Keys
            .Where(path => path.StartsWith("/strings/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => LinkTo(path, files[path]));
        files[Page] = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(files[Page]).Replace(Languages, string.Join("\n  ", links), StringComparison.Ordinal));
        return files.ToFrozenDictionary(file => file.Key, file => new PhoneFile(file.Key, file.Value));
    }

    // a language's own name and direction stand in its file, so that adding a language is adding a file
    private static string LinkTo(string path, byte[] strings)
    {
        using var read = JsonDocument.Parse(strings);
        var name = read.RootElement.GetProperty("@name").GetString()!;
        var direction = read.RootElement.GetProperty("@direction").GetString()!;
        return $"<link rel=\"alternate\" type=\"application/json\" hreflang=\"{Path.GetFileNameWithoutExtension(path)}\" "
            + $"dir=\"{HtmlEncoder.Default.Encode(direction)}\" title=\"{HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(name)}\" "
            + $"href=\"{path[1..]}\">";
    }
}
