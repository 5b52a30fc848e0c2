using System.Security.Cryptography;
using System.Text;

namespace Pulse.Migrating;

/// <summary>One numbered step of the schema, named by its intent and never edited once applied.</summary>
public sealed record Migration(int Number, string Name, string Text)
{
    private const string Prefix = "migrations/";

    /// <summary>SHA-256 of the text with line ends folded, so that a checkout on another system is no edit.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")));

    /// <summary>The migrations this assembly was built with, in order; numbers without a gap.</summary>
    public static readonly IReadOnlyList<Migration> All = ReadAll();

    private static Migration[] ReadAll()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name[Prefix.Length..];
                var number = int.Parse(file[..4], System.Globalization.CultureInfo.InvariantCulture);
                return number == index + 1
                    ? new Migration(number, file, reader.ReadToEnd())
                    : throw new InvalidOperationException($"Migration {file} should have the number {index + 1:D4}.");
            })];
    }
}

/// <summary>The schema in the database and the one this program was built with do not fit; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
