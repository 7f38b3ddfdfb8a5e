namespace PortfolioPlatform.Platform.Tests.Hosting;

/// <summary>Standard error, as a user sees it. Tests that use it run in one collection, one after the other.</summary>
internal sealed class CapturedError : IDisposable
{
    private readonly TextWriter _before = Console.Error;
    private readonly StringWriter _text = new();

    public CapturedError() => Console.SetError(_text);

    public string Text => _text.ToString();

    public void Dispose() => Console.SetError(_before);
}
