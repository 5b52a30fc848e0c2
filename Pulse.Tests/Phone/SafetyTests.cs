using System.IO.Compression;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Pulse.Tests.Phone;

/// <summary>What no file of the phone may hold: markup made from strings, other origins, anything kept on the device.</summary>
[TestFixture]
public sealed class SafetyTests
{
    /// <summary>Bytes over the wire for the first view: page, styles, modules, icon and one language, each compressed.</summary>
    private const int FirstView = 30 * 1024;

    /// <summary>Modules that are asked for when they are needed.</summary>
    private static readonly string[] _later = ["answering.js", "choosing.js", "ending.js", "hinting.js", "keeping.js", "voting.js"];

    private static readonly string[] _files =
        [.. PhoneFiles.All.Select(file => Path.GetRelativePath(PhoneFiles.Folder, file))];

    [TestCaseSource(nameof(_files))]
    public void No_file_turns_strings_into_markup_or_code(string file) =>
        Assert.That(Read(file), Does.Not.Match(
            @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|setHTML"
            + @"|srcdoc|\beval\(|new Function|\bon[a-z]+=""|\sstyle=|\.style\b|<style|cssText|javascript:"));

    [TestCaseSource(nameof(_files))]
    public void No_file_names_another_origin(string file)
    {
        // the one address is the name of SVG itself, which nothing fetches
        var text = Read(file).Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);
        Assert.That(text, Does.Not.Match(@"\b(?:https?|wss?|data|blob):|['""(]//|@import|@font-face"));
    }

    [TestCaseSource(nameof(_files))]
    public void No_file_keeps_anything_on_the_device_but_the_one_that_is_asked_to(string file)
    {
        var text = Read(file);
        Assert.That(text, Does.Not.Match(
            @"localStorage|sessionStorage|document\.cookie|serviceWorker|caches\.|sendBeacon|navigator\.storage"));
        if (file != "keeping.js")
        {
            // asking for the names of databases keeps nothing
            Assert.That(text.Replace("indexedDB?.databases?.()", "", StringComparison.Ordinal), Does.Not.Contain("indexedDB"));
        }
    }

    /// <summary>
    /// The baseline: browsers of early 2021 (Chrome and WebView 88, Firefox 89, Safari 14.1, Samsung Internet 15), five
    /// years old. What came later is not used, or a whole module would not run there.
    /// </summary>
    [TestCaseSource(nameof(_files))]
    public void No_file_needs_a_browser_younger_than_five_years(string file)
    {
        var text = Read(file);
        Assert.That(text, Does.Not.Match(
            @"\(\?<[=!]|structuredClone|\.at\(|Object\.hasOwn|\.findLast|\.toSorted|\.toReversed|Promise\.withResolvers|Array\.fromAsync"
            + @"|\bstatic \{|crypto\.randomUUID\(|:has\(|@layer|@container|color-mix\(|popover|<dialog|\binert\b|Intl\.Segmenter|\.groupBy\("));
        if (file.EndsWith(".css", StringComparison.Ordinal))
        {
            Assert.That(Regex.Replace(text, @"min-block-size: 100vh; min-block-size: 100dvh;", ""), Does.Not.Match(@"\d[ds]vh|\bsubgrid\b"));
        }
    }

    [Test]
    public void Directions_are_logical_so_that_one_sheet_reads_both_ways() =>
        Assert.That(Read("phone.css"), Does.Not.Match(
            @"(?<![a-z-])(?:margin|padding|border)-(?:left|right)\b|(?<![a-z-])(?:left|right)\s*:|text-align:\s*(?:left|right)"));

    [Test]
    public void Every_module_is_named_in_the_page_so_that_all_come_at_once()
    {
        var page = Read("index.html");
        var modules = _files.Where(file => file.EndsWith(".js", StringComparison.Ordinal) && file != "types.js");
        Assert.That(modules.Except(_later).Where(module => !page.Contains($"\"{module}\"", StringComparison.Ordinal)), Is.Empty);
        foreach (var later in _later)
        {
            Assert.That(PhoneFiles.Script, Does.Contain($"load('{later[..^3]}')"), later);
        }

        foreach (Match named in Regex.Matches(page, @"(?:href|src)=""([^""]+)"""))
        {
            Assert.That(_files, Does.Contain(named.Groups[1].Value));
        }
    }

    [TestCase("he")]
    [TestCase("ar")]
    [TestCase("en")]
    public void The_first_view_fits_through_a_bad_network(string language)
    {
        var sizes = _files
            .Where(file => file != "types.js" && !_later.Contains(file) && (Path.GetDirectoryName(file) == "" || file == Path.Combine("strings", language + ".json")))
            .ToDictionary(file => file, file => Compressed(File.ReadAllBytes(Path.Combine(PhoneFiles.Folder, file))));
        TestContext.Out.WriteLine($"{language}: {sizes.Values.Sum()} bytes compressed in {sizes.Count} files");
        Assert.That(sizes.Values.Sum(), Is.LessThanOrEqualTo(FirstView),
            string.Join(", ", sizes.Select(size => $"{size.Key} {size.Value}")));
    }

    private static int Compressed(byte[] bytes)
    {
        using var wire = new MemoryStream();
        using (var brotli = new BrotliStream(wire, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return (int)wire.Length;
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(PhoneFiles.Folder, file));
}
