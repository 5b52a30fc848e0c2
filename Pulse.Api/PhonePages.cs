using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Pulse.Publishing;

namespace Pulse.Api;

/// <summary>
/// The phone client: a few plain files, compressed once at the start and served from memory. The browser asks for the
/// modules again each time and usually has them already (ETag). The page is never kept, so that Back finds no copy; it
/// brings the style sheet and the strings of the reader's language, since on a slow line each request is waited for.
/// </summary>
public sealed partial class PhonePages
{
    /// <summary>Stands in index.html where the languages go: one link for each file in strings/, and the strings of one.</summary>
    private const string Languages = "<!-- languages -->";

    private const string Sheet = "<link rel=\"stylesheet\" href=\"phone.css\">";
    private const string Page = "/index.html";
    private const string SheetPath = "/phone.css";
    private const string Fallback = "en";

    private readonly FrozenDictionary<string, PhoneFile> _files;
    private readonly FrozenDictionary<string, PhoneFile> _pages;
    private readonly Headers.Own _headers;

    private PhonePages(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => "/" + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'),
            File.ReadAllBytes);
        var sheet = Encoding.UTF8.GetString(files[SheetPath]);
        var strings = files.Keys
            .Where(path => path.StartsWith("/strings/", StringComparison.Ordinal))
            .OrderBy(path => Place(Path.GetFileNameWithoutExtension(path))).ThenBy(path => path, StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => files[path]);
        var links = string.Join("\n  ", strings.Select(one => LinkTo(one.Key, one.Value)));
        var page = Encoding.UTF8.GetString(files[Page]).Replace(Sheet, $"<style>{sheet}</style>", StringComparison.Ordinal);
        _pages = strings.ToFrozenDictionary(one => one.Key, one => new PhoneFile(Page, Encoding.UTF8.GetBytes(
            page.Replace(Languages, $"{links}\n  {Brought(one.Key, one.Value)}", StringComparison.Ordinal))));
        _files = files.Where(file => file.Key is not (Page or SheetPath))
            .ToFrozenDictionary(file => file.Key, file => new PhoneFile(file.Key,
                file.Key.EndsWith(".js", StringComparison.Ordinal) ? WithoutComments(file.Value) : file.Value));
        _headers = Headers.WithSheet(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet))));
    }

    public static void Use(WebApplication app, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var phone = new PhonePages(folder);
        app.Use((http, next) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? phone.Serve(http, next) : next(http));
    }

    private Task Serve(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path == "/" || http.Request.Path == Page)
        {
            http.Features.Set(_headers);
            return _pages[Preferred(http.Request)].Serve(http, keep: false);
        }

        if (!_files.TryGetValue(http.Request.Path.Value ?? "", out var file))
        {
            return next(http);
        }

        http.Features.Set(Headers.OfFiles);
        return file.Serve(http, keep: true);
    }

    // a browser that prefers what there are no strings for gets the fallback, as the client itself would choose
    private string Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(one => one.Quality is null or > 0)
        .OrderByDescending(one => one.Quality ?? 1)
        .Select(one => one.Value.Value?.Split('-')[0].ToLower(CultureInfo.InvariantCulture).Replace("iw", "he", StringComparison.Ordinal))
        .Append(Fallback)
        .FirstOrDefault(code => code is not null && _pages.ContainsKey(code)) ?? _pages.Keys.Order(StringComparer.Ordinal).First();

    // the order in which languages are named everywhere; others come after them
    private static int Place(string language) =>
        Wording.Languages.Contains(language) ? Wording.Languages.ToList().IndexOf(language) : Wording.Languages.Count;

    // a language's own name and direction stand in its file, so that adding a language is adding a file
    private static string LinkTo(string language, byte[] strings)
    {
        using var read = JsonDocument.Parse(strings);
        var name = read.RootElement.GetProperty("@name").GetString()!;
        var direction = read.RootElement.GetProperty("@direction").GetString()!;
        return $"<link rel=\"alternate\" type=\"application/json\" hreflang=\"{language}\" "
            + $"dir=\"{HtmlEncoder.Default.Encode(direction)}\" title=\"{HtmlEncoder.Create(UnicodeRanges.All).Encode(name)}\" "
            + $"href=\"strings/{language}.json\">";
    }

    [GeneratedRegex(@"/\*\*.*?\*/ ?")]
    private static partial Regex TypeInLine();

    // what is written for whoever reads the code need not travel; each line keeps its number
    private static byte[] WithoutComments(byte[] module)
    {
        var inside = false;
        var lines = Encoding.UTF8.GetString(module).Split('\n').Select(line =>
        {
            var text = line.Trim();
            var comment = inside || text.StartsWith("//", StringComparison.Ordinal)
                || (text.StartsWith("/**", StringComparison.Ordinal)
                    && text.IndexOf("*/", StringComparison.Ordinal) is var end && (end < 0 || end == text.Length - 2));
            inside = comment && !text.EndsWith("*/", StringComparison.Ordinal) && !text.StartsWith("//", StringComparison.Ordinal);
            return comment ? "" : TypeInLine().Replace(text, "");
        });
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    // data that the parser never runs; the encoder leaves no letter in it that could end the element
    private static string Brought(string language, byte[] strings)
    {
        var text = JsonNode.Parse(strings)!.ToJsonString(_compact);
        return $"<script type=\"application/json\" lang=\"{language}\">{text}</script>";
    }

    private static readonly JsonSerializerOptions _compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
}
