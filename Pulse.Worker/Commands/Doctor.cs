using Pulse.Worker.Models;

namespace Pulse.Worker.Commands;

/// <summary>doctor --model: one tiny call to the configured model, and a sentence about how it went.</summary>
public static class Doctor
{
    public const string Help = "doctor --model               try the configured model with one tiny call, and say what works or what is wrong";

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Words is not ["--model"])
        {
            await call.Say.WriteLineAsync(Help);
            return 2;
        }

        if (ReadingModelSettings.Read(call.SettingWords) is not { } access)
        {
            await call.Say.WriteLineAsync("No model is configured (Pulse:Model:Provider is 'none'): the built-in engine works alone.");
            return 0;
        }

        var examination = await Examining.Run(access, TimeProvider.System, stop);
        foreach (var sentence in examination.Sentences)
        {
            await call.Say.WriteLineAsync(sentence);
        }

        return examination.Works ? 0 : 1;
    }
}
