using System.Security.Cryptography;
using System.Text;

namespace Pulse.Migrating;

/// <summary>One numbered step of the schema, named by its intent and never edited once applied.</summary>
public sealed record Migration(int Number, string Name, string Text)
{
    private const string Prefix = "migrations/";

    /// <summary>SHA-256 of the text with line ends folded, so that a checkout on another system is no edit.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")));

    /// <summary>The migrations this assembly was built with, in order of their numbers; a number that a branch kept for itself and never used is left out.</summary>
    public static readonly IReadOnlyList<Migration> All = ReadAll();

    private static Migration[] ReadAll()
    {
        var assembly = typeof(Migration).Assembly;
        var last = 0;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name[Prefix.Length..];
                var number = int.Parse(file[..4], System.Globalization.CultureInfo.InvariantCulture);
                return number > last
                    ? new Migration(last = number, file, reader.ReadToEnd())
                    : throw new InvalidOperationException($"Migration {file} has a number that another has too.");
            })];
    }
}

/// <summary>The schema in the database and the one this program was built with do not fit; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
