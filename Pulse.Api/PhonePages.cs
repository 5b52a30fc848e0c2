using Microsoft.Extensions.FileProviders;

namespace Pulse.Api;

/// <summary>The phone client: plain files that the browser asks for again each time and usually has already (ETag).</summary>
public static class PhonePages
{
    public static void Use(WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Phone");
        if (!Directory.Exists(folder))
        {
            return;
        }

        // files are the same for everybody; replies under /v1 carry secrets, whose length compression would tell
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/v1"), branch => branch.UseResponseCompression());
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
