using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>One logged-in session with a PKCS#11 token (OASIS PKCS #11 2.40), through the function list of its module. Not for several callers at once. Unix only: on Windows structures are packed.</summary>
internal sealed class Pkcs11Session
{
    private const int TagBytes = 16;
    private const ulong RwSession = 6; // CKF_SERIAL_SESSION | CKF_RW_SESSION
    private const ulong SecretKey = 4; // CKO_SECRET_KEY
    private const ulong Aes = 0x1f; // CKK_AES
    private const ulong AesKeyGen = 0x1080, AesGcm = 0x1087;

    private readonly Pkcs11Module _module;
    private readonly ulong _session;

    private Pkcs11Session(Pkcs11Module module, ulong session) => (_module, _session) = (module, session);

    /// <summary>Loads the module, finds the token by its label and logs in.</summary>
    /// <exception cref="KeyServiceException">There is no such module or token, or the PIN is wrong.</exception>
    public static Pkcs11Session Open(string path, string token, string pin)
    {
        var module = Pkcs11Module.Load(path);
        var slot = module.FindSlot(token) ?? throw new KeyServiceException($"The PKCS#11 module {path} has no token '{token}'.");
        module.Check(module.OpenSession(slot, RwSession, 0, 0, out var session), "C_OpenSession");
        module.Login(session, pin, token);
        return new Pkcs11Session(module, session);
    }

    /// <summary>The key of a label, or null.</summary>
    public ulong? Find(string label)
    {
        using var template = new Pkcs11Template().Add(Pkcs11Attribute.Class, SecretKey).Add(Pkcs11Attribute.Label, Encoding.UTF8.GetBytes(label));
        _module.Check(_module.FindObjectsInit(_session, template.Pointer, template.Count), "C_FindObjectsInit");
        var result = _module.FindObjects(_session, out var handle, 1, out var found);
        _module.FindObjectsFinal(_session);
        _module.Check(result, "C_FindObjects");
        return found == 0 ? null : handle;
    }

    /// <summary>Makes an AES-256 key in the token that can never leave it.</summary>
    public void Generate(string label)
    {
        using var template = new Pkcs11Template()
            .Add(Pkcs11Attribute.Class, SecretKey).Add(Pkcs11Attribute.KeyType, Aes).Add(Pkcs11Attribute.ValueLength, 32UL).Add(Pkcs11Attribute.Label, Encoding.UTF8.GetBytes(label))
            .Add(Pkcs11Attribute.Token, true).Add(Pkcs11Attribute.Private, true).Add(Pkcs11Attribute.Sensitive, true).Add(Pkcs11Attribute.Extractable, false)
            .Add(Pkcs11Attribute.Encrypt, true).Add(Pkcs11Attribute.Decrypt, true);
        var mechanism = new Pkcs11Mechanism { Type = AesKeyGen };
        _module.Check(_module.GenerateKey(_session, ref mechanism, template.Pointer, template.Count, out _), "C_GenerateKey");
    }

    public byte[] Encrypt(ulong key, byte[] nonce, byte[] context, byte[] plain)
    {
        Begin(key, nonce, context, _module.EncryptInit, "C_EncryptInit");
        var buffer = new byte[plain.Length + TagBytes];
        var length = (ulong)buffer.Length;
        _module.Check(_module.Encrypt(_session, plain, (ulong)plain.Length, buffer, ref length), "C_Encrypt");
        return buffer[..(int)length];
    }

    public byte[] Decrypt(ulong key, byte[] nonce, byte[] context, byte[] cipher)
    {
        Begin(key, nonce, context, _module.DecryptInit, "C_DecryptInit");
        var buffer = new byte[cipher.Length];
        var length = (ulong)buffer.Length;
        var result = _module.Decrypt(_session, cipher, (ulong)cipher.Length, buffer, ref length);
        if (Pkcs11Module.IsWrongCipher(result)) throw new CryptographicException("The PKCS#11 token: the wrapped key was changed, or is another tenant's.");
        _module.Check(result, "C_Decrypt");
        return buffer[..(int)length];
    }

    private void Begin(ulong key, byte[] nonce, byte[] context, Pkcs11Module.CryptInitCall init, string name)
    {
        var (noncePin, contextPin) = (GCHandle.Alloc(nonce, GCHandleType.Pinned), GCHandle.Alloc(context, GCHandleType.Pinned));
        var parameters = Marshal.AllocHGlobal(Marshal.SizeOf<Pkcs11GcmParameters>());
        try
        {
            Marshal.StructureToPtr(
                new Pkcs11GcmParameters
                {
                    Nonce = noncePin.AddrOfPinnedObject(), NonceBytes = (ulong)nonce.Length, NonceBits = (ulong)nonce.Length * 8,
                    Context = contextPin.AddrOfPinnedObject(), ContextBytes = (ulong)context.Length, TagBits = TagBytes * 8,
                },
                parameters, fDeleteOld: false);
            var mechanism = new Pkcs11Mechanism { Type = AesGcm, Parameter = parameters, ParameterBytes = (ulong)Marshal.SizeOf<Pkcs11GcmParameters>() };
            _module.Check(init(_session, ref mechanism, key), name);
        }
        finally
        {
            Marshal.FreeHGlobal(parameters);
            noncePin.Free();
            contextPin.Free();
        }
    }
}
