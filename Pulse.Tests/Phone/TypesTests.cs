using System.Diagnostics;
using NUnit.Framework;

namespace Pulse.Tests.Phone;

/// <summary>The types in the phone's comments, checked by TypeScript's compiler where npm is at hand.</summary>
[TestFixture]
public sealed class TypesTests
{
    private static readonly string _tools = Path.Combine(Repository.Root, "Pulse.Tests", "Phone", "types");

    [Test]
    public async Task The_types_hold()
    {
        if (!File.Exists(Path.Combine(_tools, "node_modules", "typescript", "bin", "tsc"))
            && await Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") is not (0, _))
        {
            Assert.Ignore("The types of the phone client are checked where npm can fetch TypeScript.");
        }

        var (status, said) = await Run("node", Path.Combine("node_modules", "typescript", "bin", "tsc"), "--project", ".");
        Assert.That(status, Is.Zero, said);
    }

    /// <returns>A status other than 0 also where the program is missing or takes longer than two minutes.</returns>
    private static async Task<(int Status, string Said)> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = _tools,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            try
            {
                var said = process.StandardOutput.ReadToEndAsync(patience.Token);
                var failed = process.StandardError.ReadToEndAsync(patience.Token);
                await process.WaitForExitAsync(patience.Token);
                return (process.ExitCode, await said + await failed);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (1, "it took too long");
            }
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (1, missing.Message);
        }
    }
}
